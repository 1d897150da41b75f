/**
 * Words that lists of leaked passwords begin with, in Dutch and English, with rows of keys, months
 * and what a chat for shops makes one think of. A password of these alone is guessed at once.
 */
export const COMMON_WORDS: readonly string[] = `
password passwort passwoord wachtwoord paswoord geheim secret welkom welcome hallo hello login inloggen
admin administrator beheer beheerder root user gebruiker guest gast test testing demo default changeme
verander letmein open sesam access toegang master super superman batman spiderman pokemon starwars
monkey dragon shadow sunshine princess prinses football voetbal baseball soccer hockey ajax feyenoord
psv iloveyou ikhouvanjou lovely love liefde schatje schat lieverd mama papa mother father family familie
michael jennifer jordan thomas daniel robert jessica ashley nicole andrew charlie hunter buster tigger
freedom vrijheid whatever trustno nothing nobody computer internet google facebook amazon shopify
woocommerce wordpress whatsapp loods pilot chat livechat shop webshop winkel store product products
klant klanten customer order orders bestelling support service helpdesk sales verkoop info contact
qwertyuiop qwerty azertyuiop azerty asdfghjkl asdfgh asdf zxcvbnm zxcvbn zxcv qazwsxedc qazwsx qaz wsx
abcdefghij abcdefgh abcdef abcd abc aaa xyz poiuytrewq lkjhgfdsa mnbvcxz
een twee drie vier vijf zes zeven acht negen tien one two three four five six seven eight nine ten
january february march april may june july august september october november december
januari februari maart mei juni juli augustus oktober winter summer zomer spring lente autumn herfst
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday thursday friday
saturday sunday amsterdam rotterdam utrecht holland nederland belgie antwerpen london england america
correcthorsebatterystaple
`
  .trim()
  .split(/\s+/)
