import type { TemplateKind, TemplateText } from './mail-template-kinds.ts'

const end = 'Support von {{vendor}}'
const kept = 'Sie geht nicht verloren: Unser Support-Team bewahrt sie auf und sieht sie sich an.'
const colleague =
  'Wenn Ihr Unternehmen einen Supportvertrag mit uns hat, kann eine berechtigte Kontaktperson Ihres Hauses einen Fall für Sie eröffnen, per E-Mail oder im Kundenportal.'

/** Our own words in German. */
export const germanTemplates: Record<TemplateKind, TemplateText> = {
  case_received: {
    subject: 'Re: {{subject}} [{{reference}}]',
    body: `Guten Tag {{name}},

Ihre Anfrage „{{subject}}“ ist bei uns angekommen. Sie hat das Zeichen {{reference}}.

{{first_reply}}

Möchten Sie etwas ergänzen, antworten Sie einfach auf diese E-Mail.

${end}`,
  },
  reply: {
    subject: 'Re: {{subject}} [{{reference}}]',
    body: `{{message}}

{{author}}
Support von {{vendor}} · {{reference}}`,
  },
  something_new: {
    subject: 'Neues zu {{reference}}',
    body: `Guten Tag,

es gibt Neues zu {{reference}}. Melden Sie sich an, um es zu lesen:

{{link}}

Ihr Unternehmen hat uns gebeten, nichts aus seinen Fällen per E-Mail zu senden.

${end}`,
  },
  sender_unknown: {
    subject: 'Ihre Nachricht an den Support von {{vendor}}',
    body: `Guten Tag,

vielen Dank für Ihre Nachricht. Diese Adresse ist bei uns nicht als Kontakt hinterlegt, der Fälle eröffnen darf; deshalb wurde kein Fall eröffnet. ${kept}

${colleague}

${end}`,
  },
  refused: {
    subject: 'Ihre Nachricht an den Support von {{vendor}}',
    body: `Guten Tag,

vielen Dank für Ihre Nachricht. Ihr Anliegen konnte nicht per E-Mail als Fall eröffnet werden; deshalb wurde kein Fall eröffnet. Ihre Nachricht geht nicht verloren: Unser Support-Team bewahrt sie auf und sieht sie sich an.

${colleague}

${end}`,
  },
  several_accounts: {
    subject: 'Ihre Nachricht an den Support von {{vendor}}',
    body: `Guten Tag,

vielen Dank für Ihre Nachricht. Sie sind Kontakt mehrerer unserer Kunden, und wir möchten nicht raten, für wen Sie schreiben. Antworten Sie bitte auf eine frühere E-Mail des Falls, oder eröffnen Sie den Fall im Kundenportal. Ihre Nachricht geht nicht verloren: Unser Support-Team bewahrt sie auf und sieht sie sich an.

${end}`,
  },
  marketplace_product: {
    subject: 'Ihre Nachricht zu {{product}}',
    body: `Guten Tag,

vielen Dank für Ihre Nachricht. {{product}} ist ein Marketplace-Produkt: Den Support dafür leistet {{publisher}}, zu den Bedingungen auf der Seite des Produkts.

{{product_ways}}

Es wurde kein Fall eröffnet. Ihre Nachricht geht nicht verloren: Unser Support-Team bewahrt sie auf und sieht sie sich an. Geht es um eines unserer eigenen Produkte, antworten Sie auf diese E-Mail und nennen Sie das Produkt; dann kümmern wir uns darum.

${end}`,
  },
  kept_for_people: {
    subject: 'Ihre Nachricht an den Support von {{vendor}}',
    body: `Guten Tag,

vielen Dank für Ihre Nachricht. Wir konnten daraus nicht von selbst einen Fall eröffnen. ${kept}

${colleague}

${end}`,
  },
  self_help: {
    subject: 'Ihre Nachricht an den Support von {{vendor}}',
    body: `Guten Tag,

vielen Dank für Ihre Nachricht. Wir haben daraus keinen Fall eröffnet, möchten Sie aber nicht ohne Hilfe lassen. Hier kommen Sie weiter:

{{links}}

${end}`,
  },
  sign_in_link: {
    subject: 'Anmelden beim Support von {{vendor}}',
    body: `Guten Tag {{name}},

mit diesem Link melden Sie sich an. Er gilt einmal und zehn Minuten lang.

{{link}}

Haben Sie ihn nicht angefordert, brauchen Sie nichts zu tun. Ohne ihn kann sich niemand anmelden.

${end}`,
  },
  password_reset: {
    subject: 'Neues Passwort für den Support von {{vendor}}',
    body: `Guten Tag {{name}},

mit diesem Link wählen Sie ein neues Passwort. Er gilt einmal und zehn Minuten lang.

{{link}}

Haben Sie ihn nicht angefordert, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.

${end}`,
  },
  invitation: {
    subject: 'Ihre Einladung in das Supportportal von {{vendor}}',
    body: `Guten Tag,

Sie sind in das Supportportal von {{vendor}} eingeladen. Mit diesem Link wählen Sie Ihr Passwort; danach sind Sie angemeldet.

Er gilt einmal und 72 Stunden lang.

{{link}}

Erwarten Sie keine Einladung, brauchen Sie nichts zu tun. Solange der Link nicht benutzt wird, geschieht nichts.

${end}`,
  },
  staff_invitation: {
    subject: 'Ihre Einladung in das Support-Team von {{vendor}}',
    body: `Guten Tag,

Sie sind in das Support-Team von {{vendor}} eingeladen. Mit diesem Link wählen Sie Ihr Passwort; danach sind Sie angemeldet.

Er gilt einmal und 72 Stunden lang.

{{link}}

Erwarten Sie keine Einladung, brauchen Sie nichts zu tun. Solange der Link nicht benutzt wird, geschieht nichts.

${end}`,
  },
  security_notice: {
    subject: '{{news_title}} · Support von {{vendor}}',
    body: `Guten Tag {{name}},

{{news}}

Wenn Sie das waren, ist nichts zu tun. Wenn nicht, wählen Sie bitte sofort auf der Anmeldeseite über „Forgotten?“ ein neues Passwort, und sagen Sie uns Bescheid.

${end}`,
  },
}
