import type { TemplateKind, TemplateText } from './mail-template-kinds.ts'

const end = 'L’assistance de {{vendor}}'
const kept = 'Il n’est pas perdu : notre équipe le conserve et va l’examiner.'
const colleague =
  'Si votre entreprise a souscrit un contrat d’assistance chez nous, l’un de ses contacts autorisés peut ouvrir un dossier pour vous, par e-mail ou sur le portail client.'

/** Our own words in French. */
export const frenchTemplates: Record<TemplateKind, TemplateText> = {
  case_received: {
    subject: 'Re: {{subject}} [{{reference}}]',
    body: `Bonjour {{name}},

Nous avons bien reçu votre demande « {{subject}} ». Sa référence est {{reference}}.

{{first_reply}}

Pour ajouter quelque chose, répondez simplement à cet e-mail.

${end}`,
  },
  reply: {
    subject: 'Re: {{subject}} [{{reference}}]',
    body: `{{message}}

{{author}}
L’assistance de {{vendor}} · {{reference}}`,
  },
  something_new: {
    subject: 'Du nouveau : {{reference}}',
    body: `Bonjour,

Il y a du nouveau sur {{reference}}. Connectez-vous pour en prendre connaissance :

{{link}}

Votre entreprise nous a demandé de ne rien envoyer de ses dossiers par e-mail.

${end}`,
  },
  sender_unknown: {
    subject: 'Votre message à l’assistance de {{vendor}}',
    body: `Bonjour,

Merci de votre message. Cette adresse n’est pas enregistrée chez nous comme celle d’un contact autorisé à ouvrir des dossiers ; aucun dossier n’a donc été ouvert. ${kept}

${colleague}

${end}`,
  },
  refused: {
    subject: 'Votre message à l’assistance de {{vendor}}',
    body: `Bonjour,

Merci de votre message. Votre demande ne peut pas faire l’objet d’un dossier ouvert par e-mail ; aucun dossier n’a donc été ouvert. Votre message n’est pas perdu : notre équipe le conserve et va l’examiner.

${colleague}

${end}`,
  },
  several_accounts: {
    subject: 'Votre message à l’assistance de {{vendor}}',
    body: `Bonjour,

Merci de votre message. Vous êtes le contact de plusieurs de nos clients, et nous ne voulons pas deviner pour lequel vous écrivez. Répondez à un e-mail antérieur du dossier, ou ouvrez le dossier sur le portail client. Votre message n’est pas perdu : notre équipe le conserve et va l’examiner.

${end}`,
  },
  marketplace_product: {
    subject: 'Votre message au sujet de {{product}}',
    body: `Bonjour,

Merci de votre message. {{product}} est un produit Marketplace : son assistance est assurée par {{publisher}}, selon les conditions indiquées sur sa page.

{{product_ways}}

Aucun dossier n’a été ouvert. Votre message n’est pas perdu : notre équipe le conserve et va l’examiner. S’il concerne l’un de nos propres produits, répondez à cet e-mail en nommant le produit, et nous nous en occupons.

${end}`,
  },
  kept_for_people: {
    subject: 'Votre message à l’assistance de {{vendor}}',
    body: `Bonjour,

Merci de votre message. Il n’a pas été possible d’en faire automatiquement un dossier. ${kept}

${colleague}

${end}`,
  },
  self_help: {
    subject: 'Votre message à l’assistance de {{vendor}}',
    body: `Bonjour,

Merci de votre message. Nous n’en avons pas fait un dossier, mais nous ne voulons pas vous laisser sans aide. Voici où vous en trouverez :

{{links}}

${end}`,
  },
  sign_in_link: {
    subject: 'Connexion à l’assistance de {{vendor}}',
    body: `Bonjour {{name}},

Suivez ce lien pour vous connecter. Il sert une seule fois, dans les dix minutes.

{{link}}

Si vous ne l’avez pas demandé, ignorez cet e-mail. Personne ne peut se connecter sans ce lien.

${end}`,
  },
  password_reset: {
    subject: 'Nouveau mot de passe pour l’assistance de {{vendor}}',
    body: `Bonjour {{name}},

Suivez ce lien pour choisir un nouveau mot de passe. Il sert une seule fois, dans les dix minutes.

{{link}}

Si vous ne l’avez pas demandé, ignorez cet e-mail : votre mot de passe reste inchangé.

${end}`,
  },
  invitation: {
    subject: 'Votre invitation au portail d’assistance de {{vendor}}',
    body: `Bonjour,

Vous êtes invité au portail d’assistance de {{vendor}}. Suivez ce lien pour choisir votre mot de passe ; vous y serez aussitôt connecté.

Il sert une seule fois, dans les 72 heures.

{{link}}

Si vous n’attendiez pas cette invitation, ignorez-la. Rien ne se passe tant que le lien n’est pas utilisé.

${end}`,
  },
  staff_invitation: {
    subject: 'Votre invitation dans l’équipe d’assistance de {{vendor}}',
    body: `Bonjour,

Vous êtes invité à rejoindre l’équipe d’assistance de {{vendor}}. Suivez ce lien pour choisir votre mot de passe ; vous serez aussitôt connecté.

Il sert une seule fois, dans les 72 heures.

{{link}}

Si vous n’attendiez pas cette invitation, ignorez-la. Rien ne se passe tant que le lien n’est pas utilisé.

${end}`,
  },
  security_notice: {
    subject: '{{news_title}} · L’assistance de {{vendor}}',
    body: `Bonjour {{name}},

{{news}}

Si c’était vous, il n’y a rien à faire. Sinon, choisissez tout de suite un nouveau mot de passe par « Forgotten? » sur la page de connexion, et prévenez-nous.

${end}`,
  },
}
