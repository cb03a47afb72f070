import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluate } from './evaluate.ts'

const truths = [
  'ip("192.0.2.1").family() == 4',
  'ip("2001:db8::1").family() == 6',
  'ip("2001:DB8::0:1") == ip("2001:db8::1")',
  'ip("192.0.2.1") != ip("192.0.2.2")',
  'cidr("10.0.0.0/8").containsIP("10.255.0.1")',
  '!cidr("10.0.0.0/8").containsIP("11.0.0.1")',
  '!cidr("0.0.0.0/0").containsIP("::1")',
  'cidr("::/0").containsIP(ip("fe80::1"))',
  'cidr("10.0.0.0/8").containsCIDR("10.1.0.0/16")',
  '!cidr("10.1.0.0/16").containsCIDR("10.0.0.0/8")',
  'cidr("10.1.0.0/16").overlaps("10.0.0.0/8")',
  'cidr("10.1.0.0/16").overlaps(cidr("10.1.2.0/24"))',
  '!cidr("10.1.0.0/16").overlaps("10.2.0.0/16")',
  'cidr("10.1.2.3/16") == cidr("10.1.0.0/16")',
  'cidr("10.1.0.0/16").prefixLength() == 16',
  'cidr("2001:db8::/32").family() == 6',
  'isIP("192.0.2.1") && !isIP("010.1.1.1") && !isIP("0x7f.1") && !isIP("fe80::1%eth0")',
  'isCIDR("192.0.2.0/24") && !isCIDR("192.0.2.0") && !isCIDR("192.0.2.0/33")',
  'isMAC("fa16.3e00.0001") && !isMAC("fa:16")',
  'string(ip("2001:DB8:0:0::1")) == "2001:db8::1"',
  'string(cidr("10.1.2.3/16")) == "10.1.0.0/16"',
  'isIP(dyn("192.0.2.1")) == true',
]

for (const source of truths) {
  test(`expressions know that ${source}`, () => {
    assert.equal(evaluate(source, {}), true)
  })
}
