import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prose, verbatim } from './prose.ts'

test('Wrapped lines of a paragraph become one line, and paragraphs stay apart', () => {
  const text = prose`
    Hello Maren,

    the form is back, and the two
    drafts with it.
  `
  assert.equal(text, 'Hello Maren,\n\nthe form is back, and the two drafts with it.')
})

test('A line that begins in bold goes on with its paragraph', () => {
  const text = prose`
    In the same dialog choose
    **Hand open records to**.
  `
  assert.equal(text, 'In the same dialog choose **Hand open records to**.')
})

test('List items, tables and code keep their lines', () => {
  const text = prose`
    Two things:

    - the role, which
      is inherited
    - the view

    \`\`\`
    one
      two
    \`\`\`
    and that is all
  `
  assert.equal(
    text,
    'Two things:\n\n- the role, which is inherited\n- the view\n\n```\none\n  two\n```\nand that is all',
  )
})

test('A file keeps every line and ends with a line end', () => {
  const file = verbatim`
    a,b
    1,2
  `
  assert.equal(file, 'a,b\n1,2\n')
})
