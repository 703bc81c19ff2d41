import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { cleanHtml } from '#channels/email/server/clean-html.ts'
import { cleanDeclarations, cleanStyleSheet } from '#channels/email/domain/clean-style.ts'
import { linkTarget, otherPlace } from '#channels/email/domain/shown-link.ts'
import {
  opensAttribute,
  pictureAttributes,
  shownAttributes,
  shownTags,
} from '#channels/email/domain/shown-html.ts'
import { confusions, handlers, links, run } from './hostile-html.ts'
import { readShownParts } from '#channels/email/server/read-shown-parts.ts'

const attributes = new Set([
  ...Object.keys(shownAttributes),
  ...Object.values(pictureAttributes),
  opensAttribute,
  'href',
  'id',
  'rel',
  'src',
  'style',
  'target',
])
const tag = /<\/?([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)>/g

/** What is wrong with HTML that was written anew: anything in it that is not an allowed tag with quoted values. */
function wrongIn(html: string): string[] {
  const wrong: string[] = []
  const rest = html.replaceAll(tag, (_, name: string, written: string) => {
    if (!shownTags.includes(name)) wrong.push(`<${name}>`)
    for (const [, key = '', value = ''] of written.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
      if (!attributes.has(key)) wrong.push(key)
      if (key === 'href' && !/^(https?:|mailto:|tel:)/.test(value)) wrong.push(`href ${value}`)
      if (key === 'src' && !/^data:image\/(png|jpe?g|gif|webp);base64,/.test(value))
        wrong.push(`src ${value}`)
      if (key === 'style' && /url|position|expression|z-index|[\\@{}<]/i.test(value))
        wrong.push(`style ${value}`)
    }
    return ''
  })
  return /[<>]/.test(rest) ? [...wrong, `left: ${rest}`] : wrong
}

describe('HTML of a mail', () => {
  test('XS-01: keeps nothing that runs and no link but to the web, mail and phones', () => {
    for (const href of links) {
      const { html } = cleanHtml(`<a href="${href}">x</a><img src="${href}">`)
      assert.deepEqual(wrongIn(html), [], href)
      assert.ok(!html.includes('href='), href)
    }
    for (const markup of handlers) {
      const { html } = cleanHtml(`before ${markup} after`)
      assert.deepEqual(wrongIn(html), [], markup)
    }
    const kept = cleanHtml('<a href="https://a.example/x?y=1&z=2">x</a>').html
    assert.match(
      kept,
      /href="https:\/\/a.example\/x\?y=1&amp;z=2" target="_blank" rel="noopener noreferrer nofollow"/,
    )
    assert.equal(linkTarget('mailto:ann@a.example'), 'mailto:ann@a.example')
    assert.equal(linkTarget('tel:+45 12 34'), 'tel:+451234')
  })

  test('XS-02: has one reading in any parser, also the second time', () => {
    for (const markup of confusions) {
      const once = cleanHtml(markup).html
      assert.deepEqual(wrongIn(once), [], markup)
      assert.deepEqual(wrongIn(cleanHtml(once).html), [], markup)
    }
    const piece = fc.oneof(
      fc.constantFrom(...confusions, ...handlers, '<', '>', '"', "'", '`', '&lt;', '</'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        assert.deepEqual(wrongIn(cleanHtml(pieces.join('')).html), [])
      }),
      { numRuns: 300 },
    )
    // What finds nothing would find something in what came.
    assert.ok([...confusions, ...handlers].every((markup) => wrongIn(markup).length > 0))
  })

  test('XS-03: stays where it is: no position, no layer, no margin that pulls over something else', () => {
    const overlay =
      'position:fixed;inset:0;top:0;z-index:9999;margin:-999px;transform:translate(-9px);opacity:0'
    assert.equal(cleanDeclarations(`${overlay};color:red`), 'color:red')
    assert.equal(cleanHtml(`<div style="${overlay}">x</div>`).html, '<div>x</div>')
  })

  test('XS-04: its styles ask for nothing: no url(), import, font, selector of attributes, function or escape', () => {
    for (const style of [
      'background:url(https://evil.example/x)',
      'background-image:url(x)',
      'list-style:url(x)',
      'border-image:url(x)',
      'color:expression(alert(1))',
      'width:calc(1px + attr(x))',
      'color:var(--x)',
      String.raw`color:\75\72\6c(x)`,
      'behavior:url(x)',
      '-moz-binding:url(x)',
      'color:red}</style><script>alert(1)</script>',
      'font-family:"</style><img src=x>"',
      'background:image-set("x" 1x)',
      'cursor:url(x),auto',
      'content:"x"',
    ])
      assert.doesNotMatch(cleanDeclarations(style), /url|\(|[<>\\{}@]|x\b/, style)
    const sheet = `@import url(https://evil.example/x.css); @font-face{font-family:x;src:url(https://evil.example/f)}
      @media all{p{color:red}} input[value^="a"]{background:url(https://evil.example/a)} a:hover{color:red}
      /*</style>*/ .own b, td > p {color:#123456;position:fixed} p{background:#fff url(x) fixed} }`
    assert.equal(cleanStyleSheet(sheet), '.own b, td > p{color:#123456}\np{background-color:#fff}')
    const slow = '@'.repeat(100_000) + ';'.repeat(90_000)
    assert.equal(cleanStyleSheet(slow), '')
  })

  test('XS-05: names pictures from elsewhere by their places and never by an address', () => {
    const { html, remote, own } = cleanHtml(
      `<img src="https://evil.example/1.png" srcset="https://evil.example/2.png 2x" lowsrc="https://evil.example/3.png">
       <table background="https://evil.example/4.png"><td background="//evil.example/5.png">x</td></table>
       <img src="cid:logo@a"><img src="file:///x"><picture><source srcset="https://evil.example/6.png"></picture>`,
    )
    assert.ok(!html.includes('evil.example'))
    assert.deepEqual([remote, own], [['https://evil.example/1.png'], ['logo@a']])
    assert.match(html, /data-remote="0".*data-own="0"/s)
  })

  test('XS-06: has no forms and nothing to type into', () => {
    const { html } = cleanHtml(
      `<form action="https://evil.example"><label>Password</label><input type=password name=p><select><option>1</select>
       <textarea>t</textarea><button formaction="https://evil.example">Sign in</button></form>`,
    )
    assert.doesNotMatch(html, /<(form|input|select|option|textarea|button|label)|evil/)
  })

  test('XS-07: has no name that a page could trip over', () => {
    const { html } = cleanHtml(
      `<a id=location name=cookie>x</a><img name=getElementById><p id="body" constructor=1 __proto__=2>y</p>`,
    )
    assert.equal(html, '<a id="mail-location">x</a><img><p id="mail-body">y</p>')
  })

  test('a link that says one place and leads to another says where it leads', () => {
    const table: [string, string, string | null][] = [
      ['https://bank.example/login', 'https://evil.example/login', 'evil.example'],
      ['bank.example', 'https://evil.example/', 'evil.example'],
      ['www.bank.example', 'https://bank.example/', null],
      ['bank.example', 'https://mail.bank.example/x', null],
      ['bank.example', 'https://bank.example.evil.example/', 'bank.example.evil.example'],
      ['https://bank.example', 'https://bank.example@evil.example/', 'evil.example'],
      ['b\u200bank.example', 'https://evil.example/', 'evil.example'],
      ['Open the report', 'https://evil.example/', null],
      ['https://bаnk.example', 'https://bank.example/', 'bank.example'],
      ['ann@bank.example', 'mailto:eve@evil.example', 'eve@evil.example'],
      ['ann@bank.example', 'mailto:ann@bank.example?subject=x', null],
    ]
    for (const [text, href, expected] of table) {
      const target = linkTarget(href)
      assert.equal(target === null ? null : otherPlace(text, target), expected, `${text} → ${href}`)
    }
    assert.match(
      cleanHtml('<a href="https://evil.example/"><b>bank</b>.example</a>').html,
      /data-opens="evil.example"/,
    )
  })

  test('MI-12: a clean text and a hostile layout of one message are both kept, each as what it is', async () => {
    const raw = [
      'From: eve@evil.example',
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'All is well.',
      '--b',
      'Content-Type: text/html',
      '',
      `<p>Pay <a href="javascript:${run}">here</a><script>${run}</script></p>`,
      '--b--',
    ].join('\r\n')
    const read = await readShownParts(Buffer.from(raw))
    assert.ok(read.ok)
    assert.equal(read.shown.page?.html.trim(), '<p>Pay <a>here</a></p>')
  })
})
