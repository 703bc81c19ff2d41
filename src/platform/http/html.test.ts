import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type HtmlValue, html, htmlText } from './html.ts'

const text = (value: HtmlValue) => htmlText(html`<p title="${value}">${value}</p>`)

describe('A template of HTML', () => {
  it('escapes what would end the text, a tag or an attribute', () => {
    assert.equal(
      text(`<script>"&'</script>`),
      '<p title="&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;">&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;</p>',
    )
  })
  it('takes its own markup as it is, once, and joins lists', () => {
    const items = ['a', 'b&c'].map((item) => html`<b>${item}</b>`)
    assert.equal(text(html`${items}!`), '<p title="<b>a</b><b>b&amp;c</b>!"><b>a</b><b>b&amp;c</b>!</p>')
  })
  it('writes zero, and nothing where there is nothing', () => {
    assert.equal(htmlText(html`${0}|${null}|${undefined}|${false}|${''}`), '0||||')
  })
  it('takes no foreign object for markup', () => {
    const foreign = JSON.parse('{"html":"<b>","content":"<b>","Symbol(html)":"<b>"}') as HtmlValue
    assert.doesNotMatch(htmlText(html`${foreign}`), /</)
  })
})
