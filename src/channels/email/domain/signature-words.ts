// What telephones and mail programs add below a text by themselves. Matched without case, against one whole line.

const device = String.raw`(?:i-?(?:phon|pad|pod)|mac\b|macbook|android|samsung|galaxy|xperia|pixel|oneplus|huawei|xiaomi|redmi|nokia|motorola|lg|htc|blackberry|windows|outlook|mobile|mobil|handy|smartphone|cell|phone|tablet|tablette|téléphone|móvil|celular|cellulare|telefon|mail\b|gmail|yahoo|mailbox|airmail|proton|aol|gmx|web\.de|spark|nine|bluemail|thunderbird|k-9|fairemail)`

/** `Sent from my iPhone` in many languages; `…` stands for at most some words. */
export const sentFromLines: readonly RegExp[] = [
  // Whatever one sends from one's own thing is a joke of a program or its owner; sent by anything else may be an answer.
  /^sent from (?:my|a|an) [\p{L}\d.-]{1,40}(?: [\p{L}\d.-]{1,40}){0,5}(?: ?<[^<>]{1,300}>| ?\([^()]{1,300}\))?$/iu,
  /^sent (?:with|using) [\p{L}\d.-]{1,40}(?: ?<[^<>]{1,300}>| ?\([^()]{1,300}\))?$/iu,
  new RegExp(
    `^(?=.{0,200}(?:excuse|sorry|apolog|forgive|typo|brevity|brief))sent (?:from|via|with|by) .{0,80}${device}`,
    'iu',
  ),
  new RegExp(`^sent (?:from|via|with|by|using) [^,;!?]{0,60}${device}[^,;!?]{0,30}(?:[<([].{0,300})?$`, 'iu'),
  /^(?:\p{L}{1,30} )?(?:from|via) (?:my )?mobile$/iu,
  /^(?:from|via) my (?:mobile|phone|cell|iphone|ipad|android)(?: \w{1,6}){0,2}$/iu,
  /^(?:get|download|try|holen sie sich|obtenez|téléchargez|obtener|obtén|scarica|ottieni|pobierz|download de|hanki|hämta|hent|získejte|скачать) (?:\[?outlook|\[?yahoo|\[?bluemail|\[?aqua mail).{0,300}$/iu,
  new RegExp(`^von mein(?:em|er) .{0,60}${device}.{0,60}gesendet\\.?$`, 'iu'),
  new RegExp(
    `^(?:diese nachricht wurde )?(?:gesendet|versendet|verschickt|geschickt)? ?(?:von|mit|über|aus) .{0,80}${device}.{0,80}(?:gesendet|versendet|verschickt)?\\.?$`,
    'iu',
  ),
  new RegExp(
    `^(?:envoyé|expédié|envoyée|transmis) (?:depuis|de|avec|à partir) .{0,80}${device}.{0,80}$`,
    'iu',
  ),
  new RegExp(`^(?:enviado|enviada) (?:desde|con|do|da|de|pelo|a partir) .{0,80}${device}.{0,80}$`, 'iu'),
  new RegExp(`^(?:inviato|inviata|spedito) (?:da|dal|con|tramite) .{0,80}${device}.{0,80}$`, 'iu'),
  new RegExp(`^(?:verzonden|verstuurd|gestuurd) (?:vanaf|vanuit|met|via|van) .{0,80}${device}.{0,80}$`, 'iu'),
  new RegExp(`^(?:wysłane|wysłano) (?:z|ze|za pomocą|przy użyciu) .{0,80}${device}.{0,80}$`, 'iu'),
  new RegExp(`^(?:skickat|skickades|sendt) (?:från|fra|med|via) .{0,80}${device}.{0,80}$`, 'iu'),
  new RegExp(`^lähetetty .{0,80}${device}.{0,80}$`, 'iu'),
  new RegExp(`^(?:odesláno|odoslané) (?:z|ze|pomocí) .{0,80}${device}.{0,80}$`, 'iu'),
  new RegExp(
    `^(?:отправлено|надіслано|послано) (?:с|со|из|з|із|через) .{0,80}(?:${device}|почты|телефона|устройства|айфона|смартфона).{0,80}$`,
    'iu',
  ),
  new RegExp(`^${device}.{0,30}(?:'?(?:umdan|ımdan|imden|dan|den)) gönderildi\\.?$`, 'iu'),
  new RegExp(`^.{0,30}${device}.{0,30}(?:から送信|より送信|에서 보냄|에서 보냈습니다).{0,10}$`, 'iu'),
  new RegExp(
    `^(?:发自|從我的|从我的|寄自|傳送自|来自|來自).{0,40}(?:${device}|手机|手機|邮箱|郵件).{0,40}$`,
    'iu',
  ),
  new RegExp(`^(?:elküldve|trimis|εστάλη|στάλθηκε) .{0,60}${device}.{0,60}$`, 'iu'),
]
