type Reported = {
  recipient: string
  status: string
  said: string
  action?: string
  from?: string
  /** Header fields of the mail that it sends back. */
  sentBack?: string[]
}

let count = 0

/** A report about a delivery (RFC 3464), as Postfix writes it. */
export function report({
  recipient,
  status,
  said,
  action = 'failed',
  from,
  sentBack = [],
}: Reported): string {
  const id = (count += 1)
  return [
    `From: ${from ?? 'MAILER-DAEMON@mx.customer.example'} (Mail Delivery System)`,
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: <report-${id}@mx.customer.example>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'This is the mail system at host mx.customer.example.',
    '',
    `<${recipient}>: host mx.customer.example said: ${said}`,
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.customer.example',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${said}`,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    'From: A vendor <support@vendor.example>',
    'Subject: We look into it',
    ...sentBack,
    '',
    '--b--',
    '',
  ].join('\r\n')
}

/** A complaint in the form in which providers report it (RFC 5965), the recipient left out. */
export function complaint({ token, type }: { token: string; type: string }): string {
  const id = (count += 1)
  return [
    'From: feedback@provider.example',
    'Subject: complaint about message from vendor.example',
    `Message-ID: <complaint-${id}@provider.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'This is a report about a mail.',
    '',
    '--b',
    'Content-Type: message/feedback-report',
    '',
    `Feedback-Type: ${type}`,
    'User-Agent: Provider/1',
    'Version: 1',
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'From: A vendor <support@vendor.example>',
    `X-Fourline-Mail: ${token}`,
    'Subject: We look into it',
    '',
    'Hello Ann.',
    '',
    '--b--',
    '',
  ].join('\r\n')
}
