import type { TroubleWords } from '../channels.ts'

export const troubleWords: TroubleWords = {
  token: {
    why: 'het token is afgelopen of ingetrokken',
    text: 'Versturen lukt niet meer: het token is afgelopen of ingetrokken. Maak er bij Meta een nieuw en vernieuw het bij Kanalen.',
  },
  permission: {
    why: 'het token mag niet versturen',
    text: 'Versturen lukt niet meer: het token mag dat niet. Maak er bij Meta een met alle rechten en vernieuw het bij Kanalen.',
  },
  locked: {
    why: 'Meta heeft het account op slot gezet',
    text: 'Meta heeft het account op slot gezet. Vraag Meta er nog eens naar te kijken, en kijk het daarna opnieuw na bij Kanalen.',
  },
  policy: {
    why: 'Meta houdt berichten tegen vanwege zijn regels',
    text: 'Meta houdt je berichten tegen vanwege zijn regels. Bij Meta staat waar het om gaat; kijk het daarna opnieuw na bij Kanalen.',
  },
  payment: {
    why: 'de betaalwijze bij Meta ontbreekt of is geweigerd',
    text: 'Meta verstuurt geen sjablonen: de betaalwijze ontbreekt of is geweigerd. Antwoorden binnen 24 uur gaan gewoon door.',
  },
  registration: {
    why: 'het nummer is niet meer aangemeld bij WhatsApp',
    text: 'Het nummer is niet meer aangemeld bij WhatsApp. Meld het bij Meta opnieuw aan, en kijk het daarna opnieuw na bij Kanalen.',
  },
  display_name: {
    why: 'Meta heeft de naam van het nummer niet goedgekeurd',
    text: 'Meta heeft de naam van je nummer niet goedgekeurd, en verstuurt tot dan niets. Pas hem bij Meta aan, en kijk het daarna opnieuw na bij Kanalen.',
  },
  number_gone: {
    why: 'Meta kent het nummer of de pagina niet meer',
    text: 'Dit nummer of deze pagina bestaat niet meer bij Meta, of het token mag er niet meer bij. Koppel het los, en koppel een ander.',
  },
  spam: {
    why: 'Meta houdt berichten even tegen',
    text: 'Meta houdt je berichten even tegen omdat mensen ze blokkeerden of meldden. Wacht een paar uur, en kijk het dan opnieuw na bij Kanalen.',
  },
  quality: {
    why: 'mensen blokkeren of melden berichten vaker',
    text: 'Mensen blokkeren of melden je berichten vaker dan normaal. Alles werkt nog; stuur een paar dagen minder sjablonen.',
  },
  webhook: {
    why: 'Meta brengt niets meer hier',
    text: 'Meta brengt hier niets meer: de app is afgemeld. Wat klanten schrijven mis je tot je bij Kanalen opnieuw verbindt.',
  },
}
