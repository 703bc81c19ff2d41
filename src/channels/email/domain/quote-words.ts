// The words with which mail programs of many languages introduce what they quote. Matched without case.

const words = (list: string): readonly string[] => list.split('|').map((word) => word.trim())

/** With which a sentence like `On 2 March … wrote:` begins; some are the letter before a date and no more. */
export const introStarts = words(
  // en de fr es it nl pl pt sv/da/no/fi cs ru/uk tr ro el hu vi id ca he ar zh
  `on|at|in article|in a message dated|am|le|el|il|op|w dniu|dnia|wiadomość|em|a|no dia|den|dne|on|в|во|у|tarihinde|în|la data|στις|vào|pada|el dia|
   missatge|בתאריך|في|在|于|於`,
)

/** `wrote` as programs write it; `(a)`, `(а)` and the like may follow. */
export const wroteWords = words(
  `wrote|writes|schrieb|schreibt|hat geschrieben|folgendes geschrieben|a écrit|écrivait|escribió|escribio|escribía|ha escrito|
   ha scritto|scrive|schreef|geschreven|napisał|napisała|napisano|napisana przez|pisze|escreveu|skrev|har skrevet|
   har skrivit|kirjoitti|napsal|napsala|píše|написал|написала|пишет|писал|написав|написала|пише|yazdı|yazmış|a scris|
   írta|έγραψε|đã viết|menulis|va escriure|ha escrit|כתב|כתבה|כתב/ה|كتب|كتبت`,
)

/** The same where words are not set apart by spaces. */
export const wroteEndings = words(
  '写道|寫道|写到|のメール|さんは書きました|さんが書きました|書きました|さんからのメール|작성|님이 작성|님의 말|님이 쓴 글',
)

/** What stands between dashes above the mail that is answered. */
export const originalMessageWords = words(
  `original message|original-nachricht|originalnachricht|ursprüngliche nachricht|ursprüngliche mail|message d'origine|
   message original|message initial|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original|
   ursprungligt meddelande|originalmeddelande|oprindelig meddelelse|original meddelelse|opprinnelig melding|
   alkuperäinen viesti|původní zpráva|původní e-mail|wiadomość oryginalna|oryginalna wiadomość|исходное сообщение|
   оригинальное сообщение|первоначальное сообщение|оригінальне повідомлення|orijinal ileti|orijinal mesaj|özgün ileti|
   eredeti üzenet|mesaj original|αρχικό μήνυμα|元のメッセージ|オリジナルメッセージ|原始邮件|原始郵件|原始訊息|
   원본 메시지|원본 메일|please type your reply above this line|reply above this line`,
)

/** What stands above a mail that is handed on. */
export const forwardWords = words(
  `forwarded message|forwarded mail|begin forwarded message|forwarded by|weitergeleitete nachricht|weitergeleitete e-mail|
   anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|message transféré|message transmis|
   début du message réexpédié|début du message transféré|mensaje reenviado|inicio del mensaje reenviado|
   inicia el mensaje reenviado|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|
   begin doorgestuurd bericht|begin van doorgestuurd bericht|przekazana wiadomość|wiadomość przekazana|
   początek przekazywanej wiadomości|treść przekazanej wiadomości|mensagem encaminhada|mensagem reencaminhada|
   início da mensagem encaminhada|início da mensagem reencaminhada|vidarebefordrat meddelande|
   vidarebefordrat brev|start på vidarebefordrat meddelande|videresendt meddelelse|start på videresendt besked|
   videresendt melding|start på videresendt melding|välitetty viesti|edelleenlähetetty viesti|
   välitetty viesti alkaa|přeposlaná zpráva|začátek přeposílané zprávy|пересылаемое сообщение|
   пересланное сообщение|начало переадресованного сообщения|начало пересылаемого сообщения|
   переслане повідомлення|yönlendirilen ileti|iletilen ileti|yönlendirilmiş mesaj|iletilmiş ileti başlangıcı|
   továbbított üzenet|mesaj redirecționat|προωθημένο μήνυμα|転送されたメッセージ|転送メッセージ|
   転送されたメール|转发的邮件|转发邮件|已转发邮件|轉寄郵件|轉寄的郵件|已轉寄的郵件|开始转发的邮件|以下是转发的邮件|
   전달된 메시지|전달된 메일`,
)

/** With which the subject of a forwarded mail begins. */
export const forwardSubjects = words(
  'fwd|fw|wg|tr|rv|i|doorst|pd|enc|res enc|vb|vs|vl|videresend|předáno|пересл|fwd fw|ilt|i̇lt|yml|továbbítás|転送|转发|轉寄|전달',
)

/** Labels of the lines above a quoted mail, by what they hold. */
export const headerLabels = {
  from: words(
    `from|von|de|da|van|od|från|fra|lähettäjä|от|від|kimden|gönderen|feladó|de la|από|差出人|送信者|送信元|发件人|寄件者|
     寄件人|보낸 사람|보낸사람|expéditeur|mittente|afzender|remitente|nadawca|remetente|odesílatel|отправитель|dari|מאת|من`,
  ),
  date: words(
    `sent|date|sent on|gesendet|datum|envoyé|envoyé le|date d'envoi|enviado|enviado el|enviado em|enviada em|enviada|fecha|
     inviato|data|data invio|verzonden|verzonden op|wysłano|wysłane|data wysłania|skickat|sendt|dato|lähetetty|päivä|
     päiväys|päivämäärä|odesláno|отправлено|дата|отправлена|надіслано|gönderildi|gönderilme tarihi|gönderme tarihi|
     tarih|elküldve|dátum|trimis|στάλθηκε|ημερομηνία|送信日時|日付|送信日|日時|发送时间|发送日期|发送于|日期|时间|傳送時間|
     寄件日期|傳送日期|時間|보낸 날짜|보낸날짜|보낸 시간|날짜|dikirim|tanggal|נשלח|תאריך`,
  ),
  to: words(
    `to|an|à|para|a|pour|aan|do|till|til|vastaanottaja|komu|кому|kime|alıcı|címzett|către|προς|宛先|收件人|收件者|받는 사람|
     받는사람|destinataire|destinatario|ontvanger|adresat|destinatário|kepada|אל`,
  ),
  cc: words(
    `cc|kopie|copie|copia|kopia|dw|kopi|kopio|копия|копія|bilgi|másolatot kap|κοιν|抄送|副本|参照|참조|cópia|bcc`,
  ),
  subject: words(
    `subject|betreff|objet|sujet|asunto|oggetto|onderwerp|temat|assunto|ämne|emne|aihe|předmět|тема|konu|tárgy|subiect|
     θέμα|件名|主题|主旨|主題|제목|perihal|subjek|נושא|risposta|re`,
  ),
  replyTo: words(
    `reply-to|reply to|antwort an|antworten an|répondre à|responder a|rispondi a|antwoord aan|odpowiedz do|svar till|
     svar til|odpovědět|ответить|回复|返信先|회신`,
  ),
} as const

export type HeaderRole = keyof typeof headerLabels
