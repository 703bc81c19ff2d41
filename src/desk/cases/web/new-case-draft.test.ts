import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  bodyOf,
  emptyDraft,
  goOnWith,
  isSameDraft,
  missingIn,
  questionOf,
  startOf,
} from './new-case-draft.ts'

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

describe('A draft of a new case that was kept', () => {
  const start = startOf({ productCode: 'studio' })

  it('goes on with its own words, whatever question its reader comes with', () => {
    const edited = { ...written, subject: 'Totals differ since Monday' }
    assert.deepEqual(goOnWith(edited, start, 'Totals differ'), edited)
    assert.deepEqual(goOnWith({ ...edited, subject: '' }, start, 'Labels are empty').subject, '')
  })

  it('takes a question where no words stand yet, with what was chosen', () => {
    assert.equal(goOnWith(undefined, start, 'Totals differ').subject, 'Totals differ')
    const chosen = { ...start, type: 'problem' as const }
    assert.deepEqual(goOnWith(chosen, start, 'Totals differ'), { ...chosen, subject: 'Totals differ' })
    assert.deepEqual(goOnWith(undefined, start, undefined), start)
  })

  it('is one to discard only where something stands in it that it did not begin with', () => {
    const asked = {
      type: 'problem',
      subject: 'Labels are empty',
      description: 'All.',
      priority: 'low',
    } as const
    const begun = startOf({ productCode: 'studio', ...asked })
    assert.equal(isSameDraft({ ...begun }, begun), true)
    assert.equal(isSameDraft(goOnWith(JSON.parse(JSON.stringify(begun)), begun, undefined), begun), true)
    assert.equal(isSameDraft({ ...begun, priority: 'high' }, begun), false)
    assert.equal(isSameDraft({ ...begun, watcherIds: ['c1'] }, begun), false)
  })
})
