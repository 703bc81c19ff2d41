import type { TemplateKind, TemplateText } from './mail-template-kinds.ts'

const end = 'Soporte de {{vendor}}'
const kept = 'No se ha perdido: nuestro equipo de soporte lo conserva y lo revisará.'
const colleague =
  'Si su empresa tiene un contrato de soporte con nosotros, uno de sus contactos autorizados puede abrir un caso para usted, por correo o en el portal de clientes.'

/** Our own words in Spanish. */
export const spanishTemplates: Record<TemplateKind, TemplateText> = {
  case_received: {
    subject: 'Re: {{subject}} [{{reference}}]',
    body: `Hola, {{name}}:

Hemos recibido su solicitud «{{subject}}». Su referencia es {{reference}}.

{{first_reply}}

Para añadir algo, basta con responder a este correo.

${end}`,
  },
  reply: {
    subject: 'Re: {{subject}} [{{reference}}]',
    body: `{{message}}

{{author}}
Soporte de {{vendor}} · {{reference}}`,
  },
  something_new: {
    subject: 'Novedades: {{reference}}',
    body: `Hola:

Hay novedades en {{reference}}. Inicie sesión para leerlas:

{{link}}

Su empresa nos ha pedido que no enviemos por correo nada de sus casos.

${end}`,
  },
  sender_unknown: {
    subject: 'Su mensaje al soporte de {{vendor}}',
    body: `Hola:

Gracias por su mensaje. Esta dirección no está registrada como la de un contacto que pueda abrir casos, por lo que no se ha abierto ninguno. ${kept}

${colleague}

${end}`,
  },
  refused: {
    subject: 'Su mensaje al soporte de {{vendor}}',
    body: `Hola:

Gracias por su mensaje. Lo que solicita no puede abrirse como caso por correo, por lo que no se ha abierto ninguno. Su mensaje no se ha perdido: nuestro equipo de soporte lo conserva y lo revisará.

${colleague}

${end}`,
  },
  several_accounts: {
    subject: 'Su mensaje al soporte de {{vendor}}',
    body: `Hola:

Gracias por su mensaje. Usted es contacto de varios de nuestros clientes y no queremos adivinar en nombre de cuál escribe. Responda, por favor, a un correo anterior del caso o abra el caso en el portal de clientes. Su mensaje no se ha perdido: nuestro equipo de soporte lo conserva y lo revisará.

${end}`,
  },
  marketplace_product: {
    subject: 'Su mensaje sobre {{product}}',
    body: `Hola:

Gracias por su mensaje. {{product}} es un producto del Marketplace: de su soporte se encarga {{publisher}}, según las condiciones que figuran en su página.

{{product_ways}}

No se ha abierto ningún caso. Su mensaje no se ha perdido: nuestro equipo de soporte lo conserva y lo revisará. Si trata de uno de nuestros propios productos, responda a este correo indicando el producto y nos ocuparemos de ello.

${end}`,
  },
  kept_for_people: {
    subject: 'Su mensaje al soporte de {{vendor}}',
    body: `Hola:

Gracias por su mensaje. No se ha podido abrir automáticamente un caso a partir de él. ${kept}

${colleague}

${end}`,
  },
  self_help: {
    subject: 'Su mensaje al soporte de {{vendor}}',
    body: `Hola:

Gracias por su mensaje. No hemos abierto un caso a partir de él, pero no queremos dejarle sin ayuda. Aquí puede encontrarla:

{{links}}

${end}`,
  },
  sign_in_link: {
    subject: 'Inicie sesión en el soporte de {{vendor}}',
    body: `Hola, {{name}}:

Siga este enlace para iniciar sesión. Sirve una sola vez, durante diez minutos.

{{link}}

Si no lo ha pedido, ignore este correo. Nadie puede iniciar sesión sin él.

${end}`,
  },
  password_reset: {
    subject: 'Nueva contraseña para el soporte de {{vendor}}',
    body: `Hola, {{name}}:

Siga este enlace para elegir una contraseña nueva. Sirve una sola vez, durante diez minutos.

{{link}}

Si no lo ha pedido, ignore este correo: su contraseña sigue siendo la misma.

${end}`,
  },
  invitation: {
    subject: 'Su invitación al portal de soporte de {{vendor}}',
    body: `Hola:

Le invitamos al portal de soporte de {{vendor}}. Siga este enlace para elegir su contraseña; después ya estará dentro.

Sirve una sola vez, durante 72 horas.

{{link}}

Si no esperaba esta invitación, ignórela. No ocurre nada mientras no se use el enlace.

${end}`,
  },
  staff_invitation: {
    subject: 'Su invitación al equipo de soporte de {{vendor}}',
    body: `Hola:

Le invitamos al equipo de soporte de {{vendor}}. Siga este enlace para elegir su contraseña; después ya estará dentro.

Sirve una sola vez, durante 72 horas.

{{link}}

Si no esperaba esta invitación, ignórela. No ocurre nada mientras no se use el enlace.

${end}`,
  },
  security_notice: {
    subject: '{{news_title}} · Soporte de {{vendor}}',
    body: `Hola, {{name}}:

{{news}}

Si ha sido usted, no tiene que hacer nada. Si no, elija enseguida una contraseña nueva con «Forgotten?» en la página de inicio de sesión y avísenos.

${end}`,
  },
}
