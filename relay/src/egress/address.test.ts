import { describe, expect, it } from 'vitest'
import { isPublicAddress } from './address.ts'

/**
 * One or more of every range in IANA's special-purpose registries
 * (https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry),
 * at their edges, and addresses that carry another inside.
 */
const SPECIAL = `
0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.100.100.200 100.127.255.255
127.0.0.0 127.0.0.1 127.255.255.255 168.63.129.16 169.254.0.0 169.254.169.254 169.254.255.255
172.16.0.0 172.31.255.255 192.0.0.0 192.0.0.8 192.0.0.170 192.0.0.255 192.0.2.0 192.0.2.255
192.31.196.1 192.52.193.1 192.88.99.0 192.88.99.255 192.168.0.0 192.168.255.255 192.175.48.1
198.18.0.0 198.19.255.255 198.51.100.0 198.51.100.255 203.0.113.0 203.0.113.255 224.0.0.0
239.255.255.255 240.0.0.0 255.255.255.254 255.255.255.255
:: ::1 ::127.0.0.1 ::7f00:1 ::a00:1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:8.8.8.8
::ffff:169.254.169.254 0:0:0:0:0:ffff:a9fe:a9fe ::ffff:0:127.0.0.1 64:ff9b::7f00:1
64:ff9b::127.0.0.1 64:ff9b::8.8.8.8 64:ff9b:1::a9fe:a9fe 100::1 100:0:0:1::1 2001::1
2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:1::1 2001:2::1 2001:3::1 2001:4:112::1 2001:10::1
2001:20::1 2001:30::1 2001:db8::1 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff 2002:7f00:1::
2002:a9fe:a9fe::1 2002:808:808::1 2620:4f:8000::1 3fff::1 4000::1 5f00::1 8000::1 fc00::1
fd00:ec2::254 fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff fe80::1 fe80::1%eth0 febf::1 fec0::1
feff::1 ff00::1 ff02::1 ff0e::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
`
  .trim()
  .split(/\s+/)

const PUBLIC = [
  '1.1.1.1',
  '9.255.255.255',
  '11.0.0.0',
  '100.128.0.0',
  '172.32.0.0',
  '223.255.255.255',
]
const PUBLIC_V6 = ['2606:4700::1111', '2a00:1450:400e:80d::200e', '2c0f:fb50:4002::1']

describe('T66: addresses that are not the open internet', () => {
  it.each(SPECIAL)('T66: %s is refused', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it('T66: the table holds at least 80 addresses', () => {
    expect(new Set(SPECIAL).size).toBeGreaterThanOrEqual(80)
  })

  it.each([...PUBLIC, ...PUBLIC_V6])('%s is let through', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each(['', 'localhost', '1.2.3', '::g', '1.1.1.1/8'])('%j is not an address', (text) => {
    expect(isPublicAddress(text)).toBe(false)
  })
})
