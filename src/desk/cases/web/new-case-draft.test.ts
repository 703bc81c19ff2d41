import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bodyOf, emptyDraft, missingIn, questionOf } from './new-case-draft.ts'

const written = {
  ...emptyDraft,
  productCode: 'studio',
  subject: ' Totals differ ',
  description: 'Since today.',
}

describe('A case being written', () => {
  it('asks about nothing that has not been chosen', () => {
    assert.deepEqual(questionOf(emptyDraft), {
      channel: 'portal',
      type: null,
      productCode: null,
      priority: 'medium',
    })
  })

  it('names the topic for a consultation only, even if one was chosen before', () => {
    const draft = { ...written, topic: 'consultation.process' }
    assert.equal(questionOf({ ...draft, type: 'consultation' }).topic, 'consultation.process')
    assert.equal('topic' in questionOf({ ...draft, type: 'problem' }), false)
    assert.equal(bodyOf({ ...draft, type: 'problem' }, [], undefined)?.topic, undefined)
  })

  it('says what is missing in the order of the page, a topic only of a consultation', () => {
    assert.deepEqual(missingIn(emptyDraft), ['type', 'subject', 'description'])
    assert.deepEqual(missingIn({ ...written, type: 'consultation' }), ['topic'])
    assert.deepEqual(missingIn({ ...written, type: 'request' }), [])
  })

  it('is sent only whole', () => {
    assert.equal(bodyOf({ ...written, type: 'consultation' }, [], undefined), undefined)
    assert.deepEqual(bodyOf({ ...written, type: 'problem' }, ['f1'], 'Please call me.'), {
      type: 'problem',
      productCode: 'studio',
      priority: 'medium',
      subject: 'Totals differ',
      description: 'Since today.\n\nPlease call me.',
      attachmentIds: ['f1'],
    })
  })
})
