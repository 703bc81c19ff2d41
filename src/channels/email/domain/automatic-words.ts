// What programs write, in the languages they write it in. Used where no field says it.

/** In the first part of what a mail server, or a name like one, wrote. */
const notDelivered = [
  /undeliver(ed|able)|returned mail|returned to sender|mail system error|failure notice|delivery failure/i,
  /(delivery|send|transmission)[^.\n]{0,40} (failed|failure|delayed|error|status notification)/i,
  /(could|can|was|were|has|have)(n'?t| ?not)( yet)? ?(be|been)?[^.\n]{0,20}\b(delivered|sent)\b/i,
  /(unable|failed|failure|wasn't able|not able) to (deliver|send)|problem delivering|delivery problems?/i,
  /following (address(es)?|recipients?)[^.\n]{0,40}(failed|rejected|had|not)|recipients?[^\n]{0,40} (was|were) rejected/i,
  /(message|mail|email|e-mail)[^.\n]{0,40}(bounced|was rejected|has been rejected|was not accepted)/i,
  /error[^.\n]{0,60} deliver|did not reach|transcript of session follows|is delayed for|^final-recipient\s{0,4}:|failure reasons/im,
  /^\s{0,20}(unknown user|invalid final delivery|user mailbox)|\b(user unknown|no such user|unknown user)\b/i,
  /are not (a )?member|^loop alert|group you tried to contact|permission to post (messages )?to/i,
  /<<<[ \t]{0,4}[45]\d\d|received >>> [45]\d\d|\b5[05]\d[ -]5\.\d\.\d/i,
  /unzustellbar|nicht zugestellt|unzustellbarkeit|zustellung[^.\n]{0,40}fehlgeschlagen/i,
  /non remis|échec de (la )?remise|n'a pas (pu être|été) (remis|délivré|distribué)/i,
  /no se (pudo|ha podido) entregar|no entregado|mancata consegna|non (è stato )?recapitat/i,
  /não (foi|pôde ser) entregue|niet (worden )?(afgeleverd|bezorgd)|nie (mogła|może) (zostać )?dostarcz|niedostarczon/i,
  /не может быть доставлено|не доставлено|недоставленное|送信できませんでした|配信できません|エラー通知|退信|无法投递/,
]

/** Whether a text says, near its beginning, that a mail did not reach somebody. */
export function saysNotDelivered(text: string): boolean {
  const beginning = text.slice(0, 4000).replaceAll(/[ \t]*\n[ \t]*(?=[a-z])/g, ' ')
  return notDelivered.some((words) => words.test(beginning))
}

const automatic =
  /^\s*(auto(matic)?[- ]?(reply|response|answer)|auto-?(reply|responder|respons)|out[- ]of[- ](the[- ])?office([- ](auto)?[- ]?reply)?|ooo|automatische (antwort|reactie)|abwesenheits(notiz|nachricht|assistent)|abwesend|réponse automatique|absence du bureau|respuesta automática|fuera de (la )?oficina|risposta automatica|fuori sede|resposta automática|fora do escritório|automatisch antwoord|afwezig(heid)?|(odpowiedź|autom\.) automatyczna|autoodpowiedź|autosvar|automaattinen vastaus|automatisk svar|frånvarande|automatikus válasz|automatická odpově[dď]|răspuns automat|αυτόματη απάντηση|otomatik yanıt|автоматический ответ|автоответ|автоматична відповідь|自動(返信|応答)|自动(回复|答复)|자동 회신|מענה אוטומטי|رد تلقائي)\s*([:：\-–—(]|$)/iu

/** Whether a subject is one that a program puts in front of an automatic answer. */
export function isAutomaticSubject(subject: string): boolean {
  return automatic.test(subject.slice(0, 200))
}
