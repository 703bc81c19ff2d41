import type { TemplateKind, TemplateText } from './mail-template-kinds.ts'

const end = '{{vendor}} support'

/** Our own words in English. */
export const englishTemplates: Record<TemplateKind, TemplateText> = {
  case_received: {
    subject: 'Re: {{subject}} [{{reference}}]',
    body: `Hello {{name}},

We have received your request “{{subject}}”. Its reference is {{reference}}.

{{first_reply}}

To add something, simply answer this mail.

${end}`,
  },
  reply: {
    subject: 'Re: {{subject}} [{{reference}}]',
    body: `{{message}}

{{author}}
{{vendor}} support · {{reference}}`,
  },
  something_new: {
    subject: 'Something new: {{reference}}',
    body: `Hello,

There is something new on {{reference}}. Sign in to read it:

{{link}}

Your company has asked us to send nothing of its cases by mail.

${end}`,
  },
  sender_unknown: {
    subject: 'Your message to {{vendor}} support',
    body: `Hello,

Thank you for your message. This address is not registered with us as a contact who may open cases, so no case was opened. It is not lost: our support team keeps it and looks at it.

If your company has a support agreement with us, one of its authorised contacts can open a case for you, by mail or in the customer portal.

${end}`,
  },
  refused: {
    subject: 'Your message to {{vendor}} support',
    body: `Hello,

Thank you for your message. What it asks for could not be opened as a case by mail, so no case was opened. It is not lost: our support team keeps it and looks at it.

If your company has a support agreement with us, one of its authorised contacts can open a case for you, by mail or in the customer portal.

${end}`,
  },
  several_accounts: {
    subject: 'Your message to {{vendor}} support',
    body: `Hello,

Thank you for your message. You are a contact of several of our customers, and we do not want to guess for which one you write. Please answer an earlier mail of the case, or open the case in the customer portal. Your message is not lost: our support team keeps it and looks at it.

${end}`,
  },
  marketplace_product: {
    subject: 'Your message about {{product}}',
    body: `Hello,

Thank you for your message. {{product}} is a Marketplace product: {{publisher}} supports it, under the terms on its own page.

{{product_ways}}

No case was opened. Your message is not lost: our support team keeps it and looks at it. If it is about one of our own products, answer this mail and name the product, and we take it from there.

${end}`,
  },
  kept_for_people: {
    subject: 'Your message to {{vendor}} support',
    body: `Hello,

Thank you for your message. We could not open a case from it by itself. It is not lost: our support team keeps it and looks at it.

If your company has a support agreement with us, one of its authorised contacts can open a case for you, by mail or in the customer portal.

${end}`,
  },
  self_help: {
    subject: 'Your message to {{vendor}} support',
    body: `Hello,

Thank you for your message. We have opened no case from it, but we do not want to leave you without help. This is where you get further:

{{links}}

${end}`,
  },
  sign_in_link: {
    subject: 'Sign in to {{vendor}} support',
    body: `Hello {{name}},

Follow this link to sign in. It works once, within ten minutes.

{{link}}

If you did not ask for it, ignore this mail. Nobody can sign in without it.

${end}`,
  },
  password_reset: {
    subject: 'Choose a new password for {{vendor}} support',
    body: `Hello {{name}},

Follow this link to choose a new password. It works once, within ten minutes.

{{link}}

If you did not ask for it, ignore this mail: your password stays as it is.

${end}`,
  },
  invitation: {
    subject: 'Your invitation to the support portal of {{vendor}}',
    body: `Hello,

You are invited to the support portal of {{vendor}}. Follow this link to choose your password; then you are in.

It works once, within 72 hours.

{{link}}

If you did not expect this, ignore it. Nothing happens until the link is used.

${end}`,
  },
  staff_invitation: {
    subject: 'Your invitation to the support team of {{vendor}}',
    body: `Hello,

You are invited to the support team of {{vendor}}. Follow this link to choose your password; then you are in.

It works once, within 72 hours.

{{link}}

If you did not expect this, ignore it. Nothing happens until the link is used.

${end}`,
  },
  security_notice: {
    subject: '{{news_title}} · {{vendor}} support',
    body: `Hello {{name}},

{{news}}

If that was you, there is nothing to do. If not, choose a new password at once with “Forgotten?” on the sign-in page, and tell us.

${end}`,
  },
}
