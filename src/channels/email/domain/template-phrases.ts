import type { MailLanguage } from './mail-template-kinds.ts'

export type SecurityNews = 'password_changed' | 'two_step_on' | 'two_step_off' | 'two_step_reset'

type News = { title: string; said: string }
type Phrases = {
  locale: string
  firstReplyBy: (moment: string) => string
  firstReplySoon: string
  itsPublisher: string
  writeTo: (who: string, address: string) => string
  terms: (url: string) => string
  newsOf: Record<SecurityNews, News>
  yourCases: string
}

/** Sentences that a template names by a variable, since they depend on facts. */
export const templatePhrases: Record<MailLanguage, Phrases> = {
  en: {
    locale: 'en-GB',
    firstReplyBy: (moment) => `You will have our first reply by ${moment}.`,
    firstReplySoon: 'We will answer as soon as we can.',
    itsPublisher: 'its publisher',
    writeTo: (who, address) => `Write to ${who}: ${address}`,
    terms: (url) => `Its support terms: ${url}`,
    newsOf: {
      password_changed: {
        title: 'Your password was changed',
        said: 'Your password was changed. Every other device where you were signed in is signed out.',
      },
      two_step_on: {
        title: 'Two-step sign-in is on',
        said: 'Two-step sign-in is on. From now on you are asked for a code from your app when you sign in.',
      },
      two_step_off: {
        title: 'Two-step sign-in is off',
        said: 'Two-step sign-in is off. Signing in takes no code from your app any more.',
      },
      two_step_reset: {
        title: 'Two-step sign-in was reset',
        said: 'An administrator has reset your two-step sign-in. You can set it up again under Settings, Security.',
      },
    },
    yourCases: 'your cases',
  },
  de: {
    locale: 'de-DE',
    firstReplyBy: (moment) => `Unsere erste Antwort erhalten Sie bis ${moment}.`,
    firstReplySoon: 'Wir antworten, sobald wir können.',
    itsPublisher: 'sein Herausgeber',
    writeTo: (who, address) => `Schreiben Sie an ${who}: ${address}`,
    terms: (url) => `Die Bedingungen des Supports: ${url}`,
    newsOf: {
      password_changed: {
        title: 'Ihr Passwort wurde geändert',
        said: 'Ihr Passwort wurde geändert. Auf allen anderen Geräten, auf denen Sie angemeldet waren, sind Sie nun abgemeldet.',
      },
      two_step_on: {
        title: 'Die Anmeldung in zwei Schritten ist eingeschaltet',
        said: 'Die Anmeldung in zwei Schritten ist eingeschaltet. Von nun an werden Sie beim Anmelden nach einem Code aus Ihrer App gefragt.',
      },
      two_step_off: {
        title: 'Die Anmeldung in zwei Schritten ist ausgeschaltet',
        said: 'Die Anmeldung in zwei Schritten ist ausgeschaltet. Beim Anmelden wird kein Code aus Ihrer App mehr verlangt.',
      },
      two_step_reset: {
        title: 'Die Anmeldung in zwei Schritten wurde zurückgesetzt',
        said: 'Die Verwaltung hat Ihre Anmeldung in zwei Schritten zurückgesetzt. Sie können sie unter Settings, Security neu einrichten.',
      },
    },
    yourCases: 'Ihren Fällen',
  },
  fr: {
    locale: 'fr-FR',
    firstReplyBy: (moment) => `Vous aurez notre première réponse au plus tard le ${moment}.`,
    firstReplySoon: 'Nous vous répondrons dès que possible.',
    itsPublisher: 'son éditeur',
    writeTo: (who, address) => `Écrivez à ${who} : ${address}`,
    terms: (url) => `Ses conditions d’assistance : ${url}`,
    newsOf: {
      password_changed: {
        title: 'Votre mot de passe a été modifié',
        said: 'Votre mot de passe a été modifié. Vous êtes déconnecté de tous les autres appareils où vous étiez connecté.',
      },
      two_step_on: {
        title: 'La connexion en deux étapes est activée',
        said: 'La connexion en deux étapes est activée. Désormais, un code de votre application vous sera demandé à la connexion.',
      },
      two_step_off: {
        title: 'La connexion en deux étapes est désactivée',
        said: 'La connexion en deux étapes est désactivée. Aucun code de votre application n’est plus demandé à la connexion.',
      },
      two_step_reset: {
        title: 'La connexion en deux étapes a été réinitialisée',
        said: 'Un administrateur a réinitialisé votre connexion en deux étapes. Vous pouvez la configurer de nouveau sous Settings, Security.',
      },
    },
    yourCases: 'vos dossiers',
  },
  es: {
    locale: 'es-ES',
    firstReplyBy: (moment) => `Tendrá nuestra primera respuesta, a más tardar, el ${moment}.`,
    firstReplySoon: 'Le responderemos en cuanto podamos.',
    itsPublisher: 'su editor',
    writeTo: (who, address) => `Escriba a ${who}: ${address}`,
    terms: (url) => `Sus condiciones de soporte: ${url}`,
    newsOf: {
      password_changed: {
        title: 'Su contraseña ha cambiado',
        said: 'Su contraseña ha cambiado. Se ha cerrado su sesión en todos los demás dispositivos.',
      },
      two_step_on: {
        title: 'El inicio de sesión en dos pasos está activado',
        said: 'El inicio de sesión en dos pasos está activado. A partir de ahora se le pedirá un código de su aplicación al iniciar sesión.',
      },
      two_step_off: {
        title: 'El inicio de sesión en dos pasos está desactivado',
        said: 'El inicio de sesión en dos pasos está desactivado. Ya no se pide ningún código de su aplicación.',
      },
      two_step_reset: {
        title: 'El inicio de sesión en dos pasos se ha restablecido',
        said: 'Un administrador ha restablecido su inicio de sesión en dos pasos. Puede configurarlo de nuevo en Settings, Security.',
      },
    },
    yourCases: 'sus casos',
  },
}

/**
 * When the first reply is promised, on its reader's own clock.
 * @param dueMs epoch milliseconds; null where no first reply is guaranteed
 */
export function firstReplySentence(language: MailLanguage, dueMs: number | null, timeZone: string): string {
  const { locale, firstReplyBy, firstReplySoon } = templatePhrases[language]
  if (dueMs === null) return firstReplySoon
  const moment = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(dueMs)
  return firstReplyBy(`${moment} (${timeZone})`)
}
