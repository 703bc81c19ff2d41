/** What a question is about, in few words; `questionFrom` in decide.test.ts reads it. */
export type ExpectedDecision = [
  /**
   * `<package> <channel> <type>` and what differs from the usual: an agreement from 2026-02-14 to 2027-02-14 in
   * +01:00 that covers studio and flow, asked about studio by a contact with a seat and no certification, nothing
   * used, on Tuesday 10 March 2026 at 11:00 there (10:00 UTC), medium priority.
   */
  given: string,
  outcome: string,
  /** `code clause`, in the order of SPEC 3.3. */
  reasons: string[],
  /** The words of the first reason. */
  text?: string,
]

/** Written by hand from SPEC 3 and the catalogue. */
export const expectedDecisions: ExpectedDecision[] = [
  // Channels, for something broken
  ['basic portal problem', 'included', ['included channel.portal@basic@1'], 'This is part of Basic.'],
  ['basic email problem', 'included', ['included channel.email@basic@1']],
  [
    'basic phone problem',
    'refused',
    ['channel_not_included channel.phone@basic@1'],
    'We can’t take this by phone: support by phone is not part of Basic.',
  ],
  [
    'basic live_session problem',
    'refused',
    ['channel_not_included channel.live_session@basic@1'],
    'We can’t do this in a live session: screen sharing and co-browsing are not part of Basic.',
  ],
  ['business portal problem', 'included', ['included channel.portal@business@1']],
  ['business email problem', 'included', ['included channel.email@business@1']],
  ['business phone problem', 'included', ['included channel.phone@business@1']],
  ['business live_session problem', 'included', ['included channel.live_session@business@1']],
  ['premium portal problem', 'included', ['included channel.portal@premium@1']],
  ['premium email problem', 'included', ['included channel.email@premium@1']],
  ['premium phone problem', 'included', ['included channel.phone@premium@1']],
  ['premium live_session problem', 'included', ['included channel.live_session@premium@1']],
  ['basic ? problem', 'included', ['included']],
  ['premium ? problem', 'included', ['included']],

  // Consultations
  [
    'basic portal consultation topic=platform',
    'included',
    ['included consultation.platform@basic@1'],
    '“Consultation on the platform capabilities and product functionality” is part of Basic.',
  ],
  ['basic email consultation topic=platform used=5', 'included', ['included consultation.platform@basic@1']],
  [
    'basic portal consultation topic=administration',
    'included',
    ['included consultation.administration@basic@1'],
  ],
  [
    'basic portal consultation topic=administration used=5',
    'included',
    ['included consultation.administration@basic@1'],
  ],
  [
    'basic portal consultation topic=development',
    'refused',
    ['service_not_included consultation.development@basic@1'],
    '“Development consultation for users certified as developers” is not part of Basic.',
  ],
  ['business portal consultation topic=platform', 'included', ['included consultation.platform@business@1']],
  ['business portal consultation topic=process', 'included', ['included consultation.process@business@1']],
  [
    'business email consultation topic=interface_logic',
    'included',
    ['included consultation.interface_logic@business@1'],
  ],
  ['business phone consultation topic=analytics', 'included', ['included consultation.analytics@business@1']],
  [
    'business portal consultation topic=process used=5',
    'included',
    ['included consultation.process@business@1'],
  ],
  [
    'business portal consultation topic=administration',
    'included',
    ['included consultation.administration@business@1'],
  ],
  [
    'business portal consultation topic=development',
    'refused',
    ['service_not_included consultation.development@business@1'],
  ],
  [
    'business portal consultation topic=development cert=2026-01-01..2027-01-01',
    'refused',
    ['service_not_included consultation.development@business@1'],
  ],
  ['premium portal consultation topic=platform', 'included', ['included consultation.platform@premium@1']],
  [
    'premium live_session consultation topic=process',
    'included',
    ['included consultation.process@premium@1'],
  ],
  [
    'premium portal consultation topic=interface_logic',
    'included',
    ['included consultation.interface_logic@premium@1'],
  ],
  [
    'premium portal consultation topic=analytics used=99',
    'included',
    ['included consultation.analytics@premium@1'],
  ],
  [
    'premium portal consultation topic=administration',
    'included',
    ['included consultation.administration@premium@1'],
  ],

  // The Basic pool: one of five for three topics
  [
    'basic portal consultation topic=process',
    'included_from_pool',
    ['drawn_from_pool consultation.process@basic@1'],
    'This takes 1 from your yearly allowance: 1 of 5 used with it. The next five open on 14 February 2027.',
  ],
  [
    'basic email consultation topic=interface_logic',
    'included_from_pool',
    ['drawn_from_pool consultation.interface_logic@basic@1'],
  ],
  [
    'basic ? consultation topic=analytics',
    'included_from_pool',
    ['drawn_from_pool consultation.analytics@basic@1'],
  ],
  [
    'basic portal consultation topic=process used=4',
    'included_from_pool',
    ['drawn_from_pool consultation.process@basic@1'],
    'This takes 1 from your yearly allowance: 5 of 5 used with it. The next five open on 14 February 2027.',
  ],
  [
    'basic portal consultation topic=analytics used=4',
    'included_from_pool',
    ['drawn_from_pool consultation.analytics@basic@1'],
  ],
  [
    'basic portal consultation topic=process used=5',
    'refused',
    ['pool_exhausted consultation.process@basic@1'],
    'Your yearly allowance for this topic: 5 of 5 used; the next five open on 14 February 2027.',
  ],
  [
    'basic email consultation topic=interface_logic used=5',
    'refused',
    ['pool_exhausted consultation.interface_logic@basic@1'],
  ],
  [
    'basic ? consultation topic=analytics used=5',
    'refused',
    ['pool_exhausted consultation.analytics@basic@1'],
  ],
  [
    'basic portal consultation topic=analytics used=6',
    'refused',
    ['pool_exhausted consultation.analytics@basic@1'],
  ],
  ['basic portal problem used=5', 'included', ['included channel.portal@basic@1']],
  ['basic portal problem topic=process used=5', 'included', ['included channel.portal@basic@1']],
  ['basic portal request topic=process used=5', 'included', ['included channel.portal@basic@1']],
  ['basic portal request used=5', 'included', ['included channel.portal@basic@1']],
  [
    'basic phone consultation topic=process used=5',
    'refused',
    ['channel_not_included channel.phone@basic@1', 'pool_exhausted consultation.process@basic@1'],
  ],
  [
    'basic phone consultation topic=process used=4',
    'refused',
    ['channel_not_included channel.phone@basic@1'],
  ],
  [
    'basic portal consultation topic=process used=5 product=?',
    'refused',
    ['pool_exhausted consultation.process@basic@1', 'unclassified'],
  ],
  [
    'basic portal consultation topic=process used=5 end=2029-02-14 at=2028-01-10T10:00:00Z',
    'refused',
    ['pool_exhausted consultation.process@basic@1'],
    'Your yearly allowance for this topic: 5 of 5 used; the next five open on 14 February 2028.',
  ],
  [
    'basic portal consultation topic=process used=5 start=2024-02-29 end=2027-02-28',
    'refused',
    ['pool_exhausted consultation.process@basic@1'],
    'Your yearly allowance for this topic: 5 of 5 used; the next five open on 28 February 2027.',
  ],

  // The developer certification: valid from its first day, no longer on `until`
  [
    'premium portal consultation topic=development',
    'refused',
    ['certification_required consultation.development@premium@1'],
    '“Development consultation for users certified as developers” is for people with a valid developer certification, and we have none on record.',
  ],
  [
    'premium portal consultation topic=development cert=2026-01-01..2027-01-01',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2025-01-01..2026-01-01',
    'refused',
    ['certification_required consultation.development@premium@1'],
    '“Development consultation for users certified as developers” is for people with a valid developer certification; the last day of this one was 31 December 2025.',
  ],
  [
    'premium portal consultation topic=development cert=2026-04-01..2027-04-01',
    'refused',
    ['certification_required consultation.development@premium@1'],
    '“Development consultation for users certified as developers” is for people with a valid developer certification; this one is valid from 1 April 2026.',
  ],
  [
    'premium portal consultation topic=development cert=2025-03-11..2026-03-11 at=2026-03-10T22:59:59Z',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2025-03-11..2026-03-11 at=2026-03-10T23:00:00Z',
    'refused',
    ['certification_required consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2026-03-10..2027-03-10 at=2026-03-09T22:59:59Z',
    'refused',
    ['certification_required consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2026-03-10..2027-03-10 at=2026-03-09T23:00:00Z',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2025-03-11..2026-03-11 zone=-05:00 at=2026-03-11T04:59:59Z',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2025-03-11..2026-03-11 zone=-05:00 at=2026-03-11T05:00:00Z',
    'refused',
    ['certification_required consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development certOther=2026-01-01..2027-01-01',
    'refused',
    ['certification_required consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2026-01-01..2027-01-01 no-seat',
    'refused',
    ['contact_not_authorised T4'],
  ],
  [
    'premium portal consultation topic=development no-seat',
    'refused',
    ['contact_not_authorised T4', 'certification_required consultation.development@premium@1'],
  ],
  ['premium portal problem topic=development', 'included', ['included channel.portal@premium@1']],

  // Requests: a service, or an administrative act without one
  ['basic portal request', 'included', ['included channel.portal@basic@1']],
  ['business email request', 'included', ['included channel.email@business@1']],
  ['premium ? request', 'included', ['included']],
  [
    'basic portal request service=release.early_bird',
    'refused',
    ['service_not_included release.early_bird@basic@1'],
  ],
  [
    'business portal request service=release.early_bird',
    'needs_request',
    ['request_needed release.early_bird@business@1'],
    '“Early bird release testing prior to the production update” comes with Business on request: we approve it first.',
  ],
  [
    'premium email request service=release.early_bird',
    'needs_request',
    ['request_needed release.early_bird@premium@1'],
  ],
  [
    'business portal request service=release.early_bird approved=release.early_bird',
    'included',
    ['included release.early_bird@business@1'],
  ],
  [
    'business portal request service=release.early_bird approved=success.quarterly_report',
    'needs_request',
    ['request_needed release.early_bird@business@1'],
  ],
  [
    'basic portal request service=release.individual_schedule',
    'refused',
    ['service_not_included release.individual_schedule@basic@1'],
  ],
  [
    'business portal request service=release.individual_schedule',
    'refused',
    ['service_not_included release.individual_schedule@business@1'],
  ],
  [
    'business portal request service=release.individual_schedule approved=release.individual_schedule',
    'refused',
    ['service_not_included release.individual_schedule@business@1'],
  ],
  [
    'premium portal request service=release.individual_schedule',
    'needs_request',
    ['request_needed release.individual_schedule@premium@1'],
  ],
  [
    'premium portal request service=release.individual_schedule approved=release.individual_schedule',
    'included',
    ['included release.individual_schedule@premium@1'],
  ],
  [
    'basic email request service=success.quarterly_report',
    'refused',
    ['service_not_included success.quarterly_report@basic@1'],
  ],
  [
    'business portal request service=success.quarterly_report',
    'needs_request',
    ['request_needed success.quarterly_report@business@1'],
  ],
  [
    'premium portal request service=success.quarterly_report',
    'needs_request',
    ['request_needed success.quarterly_report@premium@1'],
  ],
  ['basic portal request service=success.onboarding', 'included', ['included success.onboarding@basic@1']],
  [
    'business portal request service=success.implementation_guidance',
    'included',
    ['included success.implementation_guidance@business@1'],
  ],
  [
    'basic portal request service=case.priority_management',
    'refused',
    ['service_not_included case.priority_management@basic@1'],
  ],
  [
    'business portal request service=case.priority_management',
    'refused',
    ['service_not_included case.priority_management@business@1'],
  ],
  [
    'premium portal request service=case.priority_management',
    'included',
    ['included case.priority_management@premium@1'],
  ],
  [
    'business portal request service=monitoring.proactive',
    'refused',
    ['service_not_included monitoring.proactive@business@1'],
  ],
  [
    'premium portal request service=monitoring.proactive',
    'included',
    ['included monitoring.proactive@premium@1'],
  ],
  [
    'business portal request service=case.guaranteed_resolution',
    'refused',
    ['service_not_included case.guaranteed_resolution@business@1'],
  ],
  [
    'premium portal request service=case.guaranteed_resolution',
    'included',
    ['included case.guaranteed_resolution@premium@1'],
  ],
  ['basic portal problem service=release.early_bird', 'included', ['included channel.portal@basic@1']],
  ['business portal problem service=release.early_bird', 'included', ['included channel.portal@business@1']],
  [
    'business portal consultation topic=platform service=release.early_bird',
    'included',
    ['included consultation.platform@business@1'],
  ],
  [
    'business portal request service=release.early_bird no-seat',
    'refused',
    ['contact_not_authorised T4', 'request_needed release.early_bird@business@1'],
  ],
  [
    'business phone request service=release.early_bird at=2026-03-10T17:00:00Z',
    'not_now',
    ['support_closed channel.phone@business@1', 'request_needed release.early_bird@business@1'],
  ],
  [
    'business portal request service=release.early_bird product=?',
    'needs_request',
    ['request_needed release.early_bird@business@1', 'unclassified'],
  ],

  // Not known yet
  [
    'basic email ? product=?',
    'needs_review',
    ['unclassified'],
    'We do not know the product and type yet, so a person reads it first and sets what is missing.',
  ],
  [
    'basic portal problem product=?',
    'needs_review',
    ['unclassified'],
    'We do not know the product yet, so a person reads it first and sets what is missing.',
  ],
  ['business portal ?', 'needs_review', ['unclassified']],
  ['basic portal ? topic=process used=5', 'needs_review', ['unclassified']],
  ['basic portal ? service=release.early_bird', 'needs_review', ['unclassified']],
  ['basic email consultation', 'needs_review', ['unclassified']],
  ['basic email consultation used=5', 'needs_review', ['unclassified']],
  ['premium portal consultation', 'needs_review', ['unclassified']],
  ['basic portal consultation topic=process product=?', 'needs_review', ['unclassified']],
  ['premium ? ? product=?', 'needs_review', ['unclassified']],
  ['basic phone ? product=?', 'refused', ['channel_not_included channel.phone@basic@1', 'unclassified']],
  ['basic email ? product=? no-seat', 'refused', ['contact_not_authorised T4', 'unclassified']],
  [
    'basic portal consultation topic=development product=?',
    'refused',
    ['service_not_included consultation.development@basic@1', 'unclassified'],
  ],

  // Seats
  [
    'basic portal problem no-seat',
    'refused',
    ['contact_not_authorised T4'],
    'Requests come from the authorised contacts named in your agreement, and you are not one of them yet.',
  ],
  ['business email problem no-seat', 'refused', ['contact_not_authorised T4']],
  ['premium phone problem no-seat', 'refused', ['contact_not_authorised T4']],
  ['premium portal request no-seat', 'refused', ['contact_not_authorised T4']],
  ['premium email problem no-contact', 'refused', ['contact_not_authorised T4']],
  [
    'basic phone consultation topic=process used=5 no-seat',
    'refused',
    [
      'contact_not_authorised T4',
      'channel_not_included channel.phone@basic@1',
      'pool_exhausted consultation.process@basic@1',
    ],
  ],

  // Products
  [
    'basic portal problem product=orders',
    'refused',
    ['product_not_covered T2'],
    'orders is not among the products your agreement covers. A package covers all the products you use.',
  ],
  ['premium portal problem product=orders', 'refused', ['product_not_covered T2']],
  ['business portal problem product=flow', 'included', ['included channel.portal@business@1']],
  [
    'premium portal problem product=orders no-seat',
    'refused',
    ['product_not_covered T2', 'contact_not_authorised T4'],
  ],
  [
    'basic live_session consultation topic=development product=orders no-seat',
    'refused',
    [
      'product_not_covered T2',
      'contact_not_authorised T4',
      'channel_not_included channel.live_session@basic@1',
      'service_not_included consultation.development@basic@1',
    ],
  ],
  [
    'basic portal problem product=mapviewer',
    'refer_elsewhere',
    ['marketplace_product T5'],
    'mapviewer is a Marketplace product: its publisher supports it, under the terms on its own page.',
  ],
  ['basic phone problem product=mapviewer no-seat', 'refer_elsewhere', ['marketplace_product T5']],
  [
    'basic portal consultation topic=process used=5 product=mapviewer',
    'refer_elsewhere',
    ['marketplace_product T5'],
  ],
  ['premium email ? product=mapviewer', 'refer_elsewhere', ['marketplace_product T5']],
  ['none portal problem product=mapviewer', 'refer_elsewhere', ['marketplace_product T5']],
  ['none portal problem product=mapviewer no-seat', 'refer_elsewhere', ['marketplace_product T5']],
  [
    'premium portal problem product=mapviewer at=2027-06-01T10:00:00Z',
    'refer_elsewhere',
    ['marketplace_product T5'],
  ],
  ['premium ? problem product=mapviewer monitoring', 'refer_elsewhere', ['marketplace_product T5']],

  // No agreement: only the seat is asked beside it, where the input says that there is none
  [
    'none portal problem',
    'refused',
    ['agreement_missing T1'],
    'We find no support agreement for your company. A support package goes with every subscription.',
  ],
  ['none portal problem no-seat', 'refused', ['agreement_missing T1', 'contact_not_authorised T4']],
  ['none phone consultation topic=process used=5', 'refused', ['agreement_missing T1']],
  ['none email ? product=? no-contact', 'refused', ['agreement_missing T1']],
  ['none email ? product=? no-seat', 'refused', ['agreement_missing T1', 'contact_not_authorised T4']],
  ['none ? problem monitoring', 'refused', ['agreement_missing T1']],

  // In force from midnight of the first day to midnight of the end date, in the coverage zone
  ['basic portal problem at=2026-02-13T23:00:00Z', 'included', ['included channel.portal@basic@1']],
  [
    'basic portal problem at=2026-02-13T22:59:59Z',
    'refused',
    ['agreement_not_in_force T1'],
    'Your support agreement starts on 14 February 2026.',
  ],
  ['basic portal problem at=2027-02-13T22:59:59Z', 'included', ['included channel.portal@basic@1']],
  [
    'basic portal problem at=2027-02-13T23:00:00Z',
    'refused',
    ['agreement_not_in_force T1'],
    'The last day of your support agreement was 13 February 2027.',
  ],
  [
    'premium portal problem zone=-05:00 at=2027-02-14T04:59:59Z',
    'included',
    ['included channel.portal@premium@1'],
  ],
  ['premium portal problem zone=-05:00 at=2027-02-14T05:00:00Z', 'refused', ['agreement_not_in_force T1']],
  ['premium portal problem zone=+10:00 at=2026-02-13T13:59:59Z', 'refused', ['agreement_not_in_force T1']],
  [
    'premium portal problem zone=+10:00 at=2026-02-13T14:00:00Z',
    'included',
    ['included channel.portal@premium@1'],
  ],
  [
    'business portal problem zone=Europe/Lisbon start=2025-07-01 end=2026-07-01 at=2026-06-30T22:59:59Z',
    'included',
    ['included channel.portal@business@1'],
  ],
  [
    'business portal problem zone=Europe/Lisbon start=2025-07-01 end=2026-07-01 at=2026-06-30T23:00:00Z',
    'refused',
    ['agreement_not_in_force T1'],
  ],
  [
    'business email ? product=? at=2027-03-01T10:00:00Z',
    'refused',
    ['agreement_not_in_force T1', 'unclassified'],
  ],
  [
    'business phone problem at=2027-02-20T20:00:00Z no-seat',
    'refused',
    ['agreement_not_in_force T1', 'contact_not_authorised T4', 'support_closed channel.phone@business@1'],
  ],
  [
    'basic phone problem at=2027-02-20T20:00:00Z product=orders',
    'refused',
    ['agreement_not_in_force T1', 'product_not_covered T2', 'channel_not_included channel.phone@basic@1'],
  ],

  // Calls and live sessions are for support hours; closing time is closed
  ['business phone problem at=2026-03-10T08:00:00Z', 'included', ['included channel.phone@business@1']],
  [
    'business phone problem at=2026-03-10T07:59:59Z',
    'not_now',
    ['support_closed channel.phone@business@1'],
    'Phone calls are for your support hours, and we are closed now: we open on Tuesday 10 March 2026 at 09:00.',
  ],
  [
    'business live_session problem at=2026-03-10T16:59:59Z',
    'included',
    ['included channel.live_session@business@1'],
  ],
  [
    'business live_session problem at=2026-03-10T17:00:00Z',
    'not_now',
    ['support_closed channel.live_session@business@1'],
    'Live sessions are for your support hours, and we are closed now: we open on Wednesday 11 March 2026 at 09:00.',
  ],
  ['business phone problem at=2026-03-14T10:00:00Z', 'included', ['included channel.phone@business@1']],
  [
    'business phone consultation topic=process at=2026-03-14T19:00:00Z',
    'not_now',
    ['support_closed channel.phone@business@1'],
  ],
  ['business phone problem zone=-05:00', 'not_now', ['support_closed channel.phone@business@1']],
  [
    'business phone problem zone=-05:00 at=2026-03-10T14:00:00Z',
    'included',
    ['included channel.phone@business@1'],
  ],
  [
    'business phone problem zone=Europe/Lisbon at=2026-03-28T08:30:00Z',
    'not_now',
    ['support_closed channel.phone@business@1'],
  ],
  [
    'business phone problem zone=Europe/Lisbon at=2026-03-29T08:30:00Z',
    'included',
    ['included channel.phone@business@1'],
  ],
  ['premium phone problem at=2026-03-15T02:00:00Z', 'included', ['included channel.phone@premium@1']],
  [
    'premium live_session problem at=2026-12-25T02:00:00Z',
    'included',
    ['included channel.live_session@premium@1'],
  ],
  ['basic phone problem at=2026-03-15T02:00:00Z', 'refused', ['channel_not_included channel.phone@basic@1']],
  ['basic portal problem at=2026-03-15T02:00:00Z', 'included', ['included channel.portal@basic@1']],
  ['business email problem at=2026-03-10T23:00:00Z', 'included', ['included channel.email@business@1']],
  [
    'business phone ? product=? at=2026-03-10T17:00:00Z',
    'not_now',
    ['support_closed channel.phone@business@1', 'unclassified'],
  ],
  [
    'business phone problem at=2026-03-10T17:00:00Z no-seat',
    'refused',
    ['contact_not_authorised T4', 'support_closed channel.phone@business@1'],
  ],
  [
    'business phone consultation topic=development at=2026-03-10T17:00:00Z',
    'refused',
    ['service_not_included consultation.development@business@1', 'support_closed channel.phone@business@1'],
  ],

  // On behalf: staff are asked for the named contact's seat and the real channel, monitoring for neither
  ['business phone problem staff', 'included', ['included channel.phone@business@1']],
  ['basic phone problem staff', 'refused', ['channel_not_included channel.phone@basic@1']],
  [
    'basic portal problem staff no-seat',
    'refused',
    ['contact_not_authorised T4'],
    'Requests come from the authorised contacts named in the agreement, and this contact is not one of them.',
  ],
  [
    'business phone problem staff at=2026-03-10T17:00:00Z',
    'not_now',
    ['support_closed channel.phone@business@1'],
  ],
  [
    'basic ? consultation topic=process staff used=4',
    'included_from_pool',
    ['drawn_from_pool consultation.process@basic@1'],
  ],
  [
    'basic ? consultation topic=process staff used=5',
    'refused',
    ['pool_exhausted consultation.process@basic@1'],
  ],
  [
    'premium portal consultation topic=development staff',
    'refused',
    ['certification_required consultation.development@premium@1'],
  ],
  ['premium ? problem monitoring', 'included', ['included']],
  ['premium phone problem monitoring at=2026-03-15T02:00:00Z', 'included', ['included']],
  ['basic phone problem monitoring', 'included', ['included']],
  ['business phone problem monitoring at=2026-03-10T17:00:00Z', 'included', ['included']],
  [
    'basic ? consultation topic=process used=5 monitoring',
    'included',
    ['included consultation.process@basic@1'],
  ],
  [
    'premium ? consultation topic=development monitoring',
    'included',
    ['included consultation.development@premium@1'],
  ],
  ['premium ? problem product=orders monitoring', 'refused', ['product_not_covered T2']],
  ['premium ? problem at=2027-06-01T10:00:00Z monitoring', 'refused', ['agreement_not_in_force T1']],
  ['premium ? problem product=? monitoring', 'needs_review', ['unclassified']],
]
