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
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 14 February 2027.',
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
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 14 February 2028.',
  ],
  [
    'basic portal consultation topic=process used=5 start=2024-02-29 end=2027-02-28',
    'refused',
    ['pool_exhausted consultation.process@basic@1'],
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 28 February 2027.',
  ],

  // The developer certification: valid from its first day, no longer on `until`
  [
    'premium portal consultation topic=development',
    'refused',
    ['certification_required consultation.development@premium@1'],
    '“Development consultation for users certified as developers” is for people with a valid developer certification, and we have none on record yet.',
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
    '“Development consultation for users certified as developers” is for people with a valid developer certification; the one on record was valid until 31 December 2025.',
  ],
  [
    'premium portal consultation topic=development cert=2026-04-01..2027-04-01',
    'refused',
    ['certification_required consultation.development@premium@1'],
    '“Development consultation for users certified as developers” is for people with a valid developer certification; the one on record is valid from 1 April 2026.',
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
    'orders is not part of your support agreement yet. A support package covers every product a company uses.',
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
    'We could not find a support agreement for your company. A support package goes with every subscription.',
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

  // Every channel of every package, for a consultation that is included and for an administrative act
  ['basic phone consultation topic=platform', 'refused', ['channel_not_included channel.phone@basic@1']],
  [
    'basic live_session consultation topic=platform',
    'refused',
    ['channel_not_included channel.live_session@basic@1'],
  ],
  ['basic ? consultation topic=platform', 'included', ['included consultation.platform@basic@1']],
  ['business email consultation topic=platform', 'included', ['included consultation.platform@business@1']],
  ['business phone consultation topic=platform', 'included', ['included consultation.platform@business@1']],
  [
    'business live_session consultation topic=platform',
    'included',
    ['included consultation.platform@business@1'],
  ],
  ['premium email consultation topic=platform', 'included', ['included consultation.platform@premium@1']],
  ['premium phone consultation topic=platform', 'included', ['included consultation.platform@premium@1']],
  [
    'premium live_session consultation topic=platform',
    'included',
    ['included consultation.platform@premium@1'],
  ],
  ['basic email request', 'included', ['included channel.email@basic@1'], 'This is part of Basic.'],
  ['basic phone request', 'refused', ['channel_not_included channel.phone@basic@1']],
  ['basic live_session request', 'refused', ['channel_not_included channel.live_session@basic@1']],
  ['business portal request', 'included', ['included channel.portal@business@1']],
  ['business phone request', 'included', ['included channel.phone@business@1']],
  ['business live_session request', 'included', ['included channel.live_session@business@1']],
  ['premium portal request', 'included', ['included channel.portal@premium@1']],
  ['premium email request', 'included', ['included channel.email@premium@1']],
  ['premium phone request', 'included', ['included channel.phone@premium@1']],
  ['premium live_session request', 'included', ['included channel.live_session@premium@1']],

  // Every service of every package, asked for by a request
  ['basic portal request service=community', 'included', ['included community@basic@1']],
  ['business portal request service=community', 'included', ['included community@business@1']],
  ['premium portal request service=community', 'included', ['included community@premium@1']],
  [
    'basic portal request service=academy',
    'included',
    ['included academy@basic@1'],
    '“Access to the Academy” is part of Basic.',
  ],
  ['business portal request service=academy', 'included', ['included academy@business@1']],
  ['premium portal request service=academy', 'included', ['included academy@premium@1']],
  ['basic portal request service=knowledge_base', 'included', ['included knowledge_base@basic@1']],
  ['business portal request service=knowledge_base', 'included', ['included knowledge_base@business@1']],
  ['premium portal request service=knowledge_base', 'included', ['included knowledge_base@premium@1']],
  [
    'basic portal request service=channel.portal',
    'included',
    ['included channel.portal@basic@1'],
    '“Customer Success Portal” is part of Basic.',
  ],
  ['basic portal request service=channel.email', 'included', ['included channel.email@basic@1']],
  [
    'basic portal request service=channel.phone',
    'refused',
    ['service_not_included channel.phone@basic@1'],
    '“Support via phone” is not part of Basic.',
  ],
  ['business portal request service=channel.phone', 'included', ['included channel.phone@business@1']],
  ['premium portal request service=channel.phone', 'included', ['included channel.phone@premium@1']],
  [
    'basic portal request service=channel.live_session',
    'refused',
    ['service_not_included channel.live_session@basic@1'],
    '“Live screen sharing / co-browsing” is not part of Basic.',
  ],
  [
    'business portal request service=channel.live_session',
    'included',
    ['included channel.live_session@business@1'],
  ],
  [
    'premium portal request service=channel.live_session',
    'included',
    ['included channel.live_session@premium@1'],
  ],
  [
    'basic portal request service=consultation.platform',
    'included',
    ['included consultation.platform@basic@1'],
  ],
  [
    'basic portal request service=consultation.development',
    'refused',
    ['service_not_included consultation.development@basic@1'],
  ],
  [
    'business portal request service=consultation.development',
    'refused',
    ['service_not_included consultation.development@business@1'],
  ],
  [
    'premium portal request service=consultation.development',
    'refused',
    ['certification_required consultation.development@premium@1'],
  ],
  [
    'premium portal request service=consultation.development cert=2026-01-01..2027-01-01',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'basic portal request service=release.notifications',
    'included',
    ['included release.notifications@basic@1'],
    '“Notifications of new releases and critical security updates” is part of Basic.',
  ],
  [
    'business portal request service=release.notifications',
    'included',
    ['included release.notifications@business@1'],
  ],
  [
    'premium portal request service=release.notifications',
    'included',
    ['included release.notifications@premium@1'],
  ],
  [
    'premium portal request service=release.early_bird',
    'needs_request',
    ['request_needed release.early_bird@premium@1'],
  ],
  [
    'premium portal request service=release.early_bird approved=release.early_bird',
    'included',
    ['included release.early_bird@premium@1'],
  ],
  [
    'basic portal request service=release.early_bird approved=release.early_bird',
    'refused',
    ['service_not_included release.early_bird@basic@1'],
  ],
  [
    'business portal request service=success.onboarding',
    'included',
    ['included success.onboarding@business@1'],
  ],
  [
    'premium portal request service=success.onboarding',
    'included',
    ['included success.onboarding@premium@1'],
  ],
  [
    'basic portal request service=success.implementation_guidance',
    'included',
    ['included success.implementation_guidance@basic@1'],
  ],
  [
    'premium portal request service=success.implementation_guidance',
    'included',
    ['included success.implementation_guidance@premium@1'],
  ],
  [
    'basic portal request service=success.quarterly_report',
    'refused',
    ['service_not_included success.quarterly_report@basic@1'],
    '“Quarterly activity report” is not part of Basic.',
  ],
  [
    'business portal request service=success.quarterly_report approved=success.quarterly_report',
    'included',
    ['included success.quarterly_report@business@1'],
  ],
  [
    'premium portal request service=success.quarterly_report approved=release.early_bird',
    'needs_request',
    ['request_needed success.quarterly_report@premium@1'],
  ],
  [
    'premium portal request service=success.quarterly_report approved=success.quarterly_report',
    'included',
    ['included success.quarterly_report@premium@1'],
  ],
  [
    'basic portal request service=case.guaranteed_resolution',
    'refused',
    ['service_not_included case.guaranteed_resolution@basic@1'],
  ],
  [
    'basic portal request service=monitoring.proactive',
    'refused',
    ['service_not_included monitoring.proactive@basic@1'],
    '“Individual proactive monitoring 24/7” is not part of Basic.',
  ],

  // A request for a service of the pool draws from it as a consultation does: the quota is the service's.
  [
    'basic portal request service=consultation.process',
    'included_from_pool',
    ['drawn_from_pool consultation.process@basic@1'],
  ],
  [
    'basic portal request service=consultation.interface_logic used=4',
    'included_from_pool',
    ['drawn_from_pool consultation.interface_logic@basic@1'],
  ],
  [
    'basic portal request service=consultation.analytics used=5',
    'refused',
    ['pool_exhausted consultation.analytics@basic@1'],
  ],
  [
    'basic portal request service=consultation.administration used=5',
    'included',
    ['included consultation.administration@basic@1'],
  ],
  [
    'business portal request service=consultation.process used=5',
    'included',
    ['included consultation.process@business@1'],
  ],
  [
    'premium portal request service=consultation.analytics used=5',
    'included',
    ['included consultation.analytics@premium@1'],
  ],

  // Approvals: an on-request service is had with its own approval, and by nothing else
  [
    'business email request service=release.early_bird approved=release.early_bird',
    'included',
    ['included release.early_bird@business@1'],
  ],
  [
    'business phone request service=release.early_bird approved=release.early_bird',
    'included',
    ['included release.early_bird@business@1'],
  ],
  [
    'business phone request service=release.early_bird approved=release.early_bird at=2026-03-10T17:00:00Z',
    'not_now',
    ['support_closed channel.phone@business@1'],
  ],
  [
    'business portal request service=release.early_bird approved=release.early_bird no-seat',
    'refused',
    ['contact_not_authorised T4'],
  ],
  [
    'business portal request service=release.early_bird approved=release.early_bird product=orders',
    'refused',
    ['product_not_covered T2'],
  ],
  [
    'business portal request service=release.early_bird approved=release.early_bird product=?',
    'needs_review',
    ['unclassified'],
  ],
  [
    'business portal request service=release.early_bird approved=release.early_bird at=2027-03-01T10:00:00Z',
    'refused',
    ['agreement_not_in_force T1'],
  ],
  [
    'business portal request service=release.early_bird at=2027-03-01T10:00:00Z',
    'refused',
    ['agreement_not_in_force T1', 'request_needed release.early_bird@business@1'],
  ],
  [
    'business portal request service=release.early_bird product=orders',
    'refused',
    ['product_not_covered T2', 'request_needed release.early_bird@business@1'],
  ],
  [
    'premium live_session request service=release.individual_schedule',
    'needs_request',
    ['request_needed release.individual_schedule@premium@1'],
    '“Individual updates schedule” comes with Premium on request: we approve it first.',
  ],
  [
    'premium portal request service=release.individual_schedule no-seat product=?',
    'refused',
    ['contact_not_authorised T4', 'request_needed release.individual_schedule@premium@1', 'unclassified'],
  ],

  // What is used of the pool, unit by unit, and whoever asks for it
  [
    'basic portal consultation topic=process used=1',
    'included_from_pool',
    ['drawn_from_pool consultation.process@basic@1'],
    'This takes 1 from your yearly allowance: 2 of 5 used with it. The next five open on 14 February 2027.',
  ],
  [
    'basic portal consultation topic=interface_logic used=2',
    'included_from_pool',
    ['drawn_from_pool consultation.interface_logic@basic@1'],
    'This takes 1 from your yearly allowance: 3 of 5 used with it. The next five open on 14 February 2027.',
  ],
  [
    'basic portal consultation topic=analytics used=3',
    'included_from_pool',
    ['drawn_from_pool consultation.analytics@basic@1'],
    'This takes 1 from your yearly allowance: 4 of 5 used with it. The next five open on 14 February 2027.',
  ],
  ['basic portal consultation topic=process used=4 no-seat', 'refused', ['contact_not_authorised T4']],
  [
    'basic portal consultation topic=process used=5 no-seat',
    'refused',
    ['contact_not_authorised T4', 'pool_exhausted consultation.process@basic@1'],
  ],
  [
    'basic portal consultation topic=process used=5 product=orders',
    'refused',
    ['product_not_covered T2', 'pool_exhausted consultation.process@basic@1'],
  ],
  [
    'basic live_session consultation topic=interface_logic used=5',
    'refused',
    [
      'channel_not_included channel.live_session@basic@1',
      'pool_exhausted consultation.interface_logic@basic@1',
    ],
  ],
  [
    'basic email consultation topic=analytics used=5 at=2027-03-01T10:00:00Z',
    'refused',
    ['agreement_not_in_force T1', 'pool_exhausted consultation.analytics@basic@1'],
  ],

  // Agreement years: from the first start, in the coverage zone, 29 February on the 28th of other years
  [
    'basic portal consultation topic=process used=5 start=2024-02-29 end=2029-02-28 at=2025-02-27T22:59:59Z',
    'refused',
    ['pool_exhausted consultation.process@basic@1'],
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 28 February 2025.',
  ],
  [
    'basic portal consultation topic=process used=5 start=2024-02-29 end=2029-02-28 at=2025-02-27T23:00:00Z',
    'refused',
    ['pool_exhausted consultation.process@basic@1'],
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 28 February 2026.',
  ],
  [
    'basic portal consultation topic=process used=5 start=2024-02-29 end=2029-02-28 at=2027-06-01T10:00:00Z',
    'refused',
    ['pool_exhausted consultation.process@basic@1'],
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 29 February 2028.',
  ],
  [
    'basic portal consultation topic=process used=5 start=2024-02-29 end=2029-02-28 at=2028-02-28T22:59:59Z',
    'refused',
    ['pool_exhausted consultation.process@basic@1'],
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 29 February 2028.',
  ],
  [
    'basic portal consultation topic=process used=5 start=2024-02-29 end=2029-02-28 at=2028-02-28T23:00:00Z',
    'refused',
    ['pool_exhausted consultation.process@basic@1'],
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 28 February 2029.',
  ],
  [
    'basic portal consultation topic=process start=2024-02-29 end=2029-02-28 at=2028-02-29T10:00:00Z',
    'included_from_pool',
    ['drawn_from_pool consultation.process@basic@1'],
    'This takes 1 from your yearly allowance: 1 of 5 used with it. The next five open on 28 February 2029.',
  ],
  [
    'basic portal consultation topic=process used=5 start=2025-02-28 end=2029-02-28 at=2028-02-28T10:00:00Z',
    'refused',
    ['pool_exhausted consultation.process@basic@1'],
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 28 February 2029.',
  ],
  [
    'basic portal problem start=2024-02-29 end=2029-02-28 at=2029-02-27T22:59:59Z',
    'included',
    ['included channel.portal@basic@1'],
  ],
  [
    'basic portal problem start=2024-02-29 end=2029-02-28 at=2029-02-27T23:00:00Z',
    'refused',
    ['agreement_not_in_force T1'],
    'The last day of your support agreement was 27 February 2029.',
  ],
  [
    'basic portal problem start=2024-02-29 end=2025-02-28 at=2024-02-28T22:59:59Z',
    'refused',
    ['agreement_not_in_force T1'],
    'Your support agreement starts on 29 February 2024.',
  ],
  [
    'basic portal problem start=2024-02-29 end=2025-02-28 at=2024-02-28T23:00:00Z',
    'included',
    ['included channel.portal@basic@1'],
  ],
  [
    'basic portal problem start=2027-02-28 end=2028-03-01 at=2028-02-29T22:59:59Z',
    'included',
    ['included channel.portal@basic@1'],
  ],
  [
    'basic portal problem start=2027-02-28 end=2028-03-01 at=2028-02-29T23:00:00Z',
    'refused',
    ['agreement_not_in_force T1'],
    'The last day of your support agreement was 29 February 2028.',
  ],
  [
    'basic portal consultation topic=process used=5 zone=-05:00 end=2028-02-14 at=2027-02-14T04:59:59Z',
    'refused',
    ['pool_exhausted consultation.process@basic@1'],
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 14 February 2027.',
  ],
  [
    'basic portal consultation topic=process used=5 zone=-05:00 end=2028-02-14 at=2027-02-14T05:00:00Z',
    'refused',
    ['pool_exhausted consultation.process@basic@1'],
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 14 February 2028.',
  ],
  [
    'basic portal consultation topic=process used=5 zone=+10:00 end=2028-02-14 at=2027-02-13T13:59:59Z',
    'refused',
    ['pool_exhausted consultation.process@basic@1'],
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 14 February 2027.',
  ],
  [
    'basic portal consultation topic=process used=5 zone=+10:00 end=2028-02-14 at=2027-02-13T14:00:00Z',
    'refused',
    ['pool_exhausted consultation.process@basic@1'],
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 14 February 2028.',
  ],
  [
    'basic portal consultation topic=analytics used=5 zone=Europe/Lisbon start=2025-07-01 end=2027-07-01 at=2026-06-30T22:59:59Z',
    'refused',
    ['pool_exhausted consultation.analytics@basic@1'],
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 1 July 2026.',
  ],
  [
    'basic portal consultation topic=analytics used=5 zone=Europe/Lisbon start=2025-07-01 end=2027-07-01 at=2026-06-30T23:00:00Z',
    'refused',
    ['pool_exhausted consultation.analytics@basic@1'],
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 1 July 2027.',
  ],
  // In Cairo the day of 24 April 2026 begins at 01:00, since the clocks go forward at midnight.
  [
    'basic portal consultation topic=analytics used=5 zone=Africa/Cairo start=2025-04-24 end=2027-04-24 at=2026-04-23T21:59:59Z',
    'refused',
    ['pool_exhausted consultation.analytics@basic@1'],
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 24 April 2026.',
  ],
  [
    'basic portal consultation topic=analytics used=5 zone=Africa/Cairo start=2025-04-24 end=2027-04-24 at=2026-04-23T22:00:00Z',
    'refused',
    ['pool_exhausted consultation.analytics@basic@1'],
    'Your yearly allowance for this topic is used up: 5 of 5. The next five open on 24 April 2027.',
  ],
  [
    'premium portal problem zone=Africa/Cairo start=2025-04-24 end=2026-04-24 at=2026-04-23T21:59:59Z',
    'included',
    ['included channel.portal@premium@1'],
  ],
  [
    'premium portal problem zone=Africa/Cairo start=2025-04-24 end=2026-04-24 at=2026-04-23T22:00:00Z',
    'refused',
    ['agreement_not_in_force T1'],
    'The last day of your support agreement was 23 April 2026.',
  ],
  [
    'business portal problem zone=America/New_York start=2026-03-08 end=2027-03-08 at=2026-03-08T04:59:59Z',
    'refused',
    ['agreement_not_in_force T1'],
    'Your support agreement starts on 8 March 2026.',
  ],
  [
    'business portal problem zone=America/New_York start=2026-03-08 end=2027-03-08 at=2026-03-08T05:00:00Z',
    'included',
    ['included channel.portal@business@1'],
  ],
  [
    'business portal problem zone=America/New_York start=2025-03-09 end=2026-03-09 at=2026-03-09T03:59:59Z',
    'included',
    ['included channel.portal@business@1'],
  ],
  [
    'business portal problem zone=America/New_York start=2025-03-09 end=2026-03-09 at=2026-03-09T04:00:00Z',
    'refused',
    ['agreement_not_in_force T1'],
  ],

  // Certifications to the day, in the coverage zone
  [
    'premium portal consultation topic=development cert=2024-02-29..2025-02-28 start=2024-02-29 end=2026-02-28 at=2025-02-27T22:59:59Z',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2024-02-29..2025-02-28 start=2024-02-29 end=2026-02-28 at=2025-02-27T23:00:00Z',
    'refused',
    ['certification_required consultation.development@premium@1'],
    '“Development consultation for users certified as developers” is for people with a valid developer certification; the one on record was valid until 27 February 2025.',
  ],
  [
    'premium portal consultation topic=development cert=2027-03-01..2028-03-01 end=2028-06-01 at=2028-02-29T22:59:59Z',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2027-03-01..2028-03-01 end=2028-06-01 at=2028-02-29T23:00:00Z',
    'refused',
    ['certification_required consultation.development@premium@1'],
    '“Development consultation for users certified as developers” is for people with a valid developer certification; the one on record was valid until 29 February 2028.',
  ],
  [
    'premium portal consultation topic=development cert=2025-01-01..2026-01-01 cert2=2026-03-10..2027-03-10',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2025-01-01..2026-01-01 cert2=2026-03-11..2027-03-11',
    'refused',
    ['certification_required consultation.development@premium@1'],
    '“Development consultation for users certified as developers” is for people with a valid developer certification; the one on record is valid from 11 March 2026.',
  ],
  [
    'premium portal consultation topic=development cert=2024-01-01..2025-01-01 cert2=2025-01-01..2026-01-01',
    'refused',
    ['certification_required consultation.development@premium@1'],
    '“Development consultation for users certified as developers” is for people with a valid developer certification; the one on record was valid until 31 December 2025.',
  ],
  [
    'premium portal consultation topic=development cert=2025-03-10..2026-03-10 cert2=2026-03-10..2027-03-10 at=2026-03-09T22:59:59Z',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2025-03-10..2026-03-10 cert2=2026-03-10..2027-03-10 at=2026-03-09T23:00:00Z',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2025-01-01..2026-01-01 certOther=2026-01-01..2027-01-01',
    'refused',
    ['certification_required consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2026-01-01..2027-01-01 certOther=2025-01-01..2026-01-01',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2025-03-30..2026-03-29 zone=Europe/Lisbon at=2026-03-28T23:59:59Z',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2025-03-30..2026-03-29 zone=Europe/Lisbon at=2026-03-29T00:00:00Z',
    'refused',
    ['certification_required consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2025-03-30..2026-03-30 zone=Europe/Lisbon at=2026-03-29T22:59:59Z',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2025-03-30..2026-03-30 zone=Europe/Lisbon at=2026-03-29T23:00:00Z',
    'refused',
    ['certification_required consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2025-03-11..2026-03-11 zone=+10:00 at=2026-03-10T13:59:59Z',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'premium portal consultation topic=development cert=2025-03-11..2026-03-11 zone=+10:00 at=2026-03-10T14:00:00Z',
    'refused',
    ['certification_required consultation.development@premium@1'],
  ],
  [
    'premium phone consultation topic=development cert=2026-01-01..2027-01-01',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'premium live_session consultation topic=development cert=2026-01-01..2027-01-01 at=2026-03-15T02:00:00Z',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'premium email consultation topic=development cert=2026-01-01..2027-01-01 product=orders',
    'refused',
    ['product_not_covered T2'],
  ],
  [
    'premium portal consultation topic=development cert=2026-01-01..2027-01-01 product=?',
    'needs_review',
    ['unclassified'],
  ],
  [
    'premium portal consultation topic=development product=?',
    'refused',
    ['certification_required consultation.development@premium@1', 'unclassified'],
  ],
  [
    'premium portal consultation topic=development no-contact',
    'refused',
    ['contact_not_authorised T4', 'certification_required consultation.development@premium@1'],
  ],
  [
    'basic portal consultation topic=development cert=2026-01-01..2027-01-01',
    'refused',
    ['service_not_included consultation.development@basic@1'],
  ],

  // What is not known yet, in every combination
  [
    'basic portal ? product=?',
    'needs_review',
    ['unclassified'],
    'We do not know the product and type yet, so a person reads it first and sets what is missing.',
  ],
  [
    'business portal consultation product=?',
    'needs_review',
    ['unclassified'],
    'We do not know the product and topic yet, so a person reads it first and sets what is missing.',
  ],
  [
    'basic portal ?',
    'needs_review',
    ['unclassified'],
    'We do not know the type yet, so a person reads it first and sets what is missing.',
  ],
  [
    'basic portal consultation',
    'needs_review',
    ['unclassified'],
    'We do not know the topic yet, so a person reads it first and sets what is missing.',
  ],
  ['business portal request product=?', 'needs_review', ['unclassified']],
  ['premium email problem product=?', 'needs_review', ['unclassified']],
  ['basic ? problem product=?', 'needs_review', ['unclassified']],
  ['basic ? ?', 'needs_review', ['unclassified']],
  ['basic ? consultation', 'needs_review', ['unclassified']],
  ['business phone ?', 'needs_review', ['unclassified']],
  ['business live_session consultation', 'needs_review', ['unclassified']],
  ['basic live_session ?', 'refused', ['channel_not_included channel.live_session@basic@1', 'unclassified']],
  ['basic phone consultation', 'refused', ['channel_not_included channel.phone@basic@1', 'unclassified']],
  [
    'basic portal request service=release.early_bird product=?',
    'refused',
    ['service_not_included release.early_bird@basic@1', 'unclassified'],
  ],
  ['premium email ? product=? no-contact', 'refused', ['contact_not_authorised T4', 'unclassified']],
  ['business email ? product=orders', 'refused', ['product_not_covered T2', 'unclassified']],
  ['basic portal ? topic=development', 'needs_review', ['unclassified']],
  ['business portal ? service=release.individual_schedule', 'needs_review', ['unclassified']],
  ['basic portal problem topic=development', 'included', ['included channel.portal@basic@1']],
  [
    'basic portal consultation topic=platform service=release.early_bird',
    'included',
    ['included consultation.platform@basic@1'],
  ],

  // Opening and closing, in every coverage zone: opening time is open, closing time is closed
  ['business phone problem zone=+02:00', 'included', ['included channel.phone@business@1']],
  ['business phone problem zone=+03:00', 'included', ['included channel.phone@business@1']],
  [
    'business phone problem zone=+08:00',
    'not_now',
    ['support_closed channel.phone@business@1'],
    'Phone calls are for your support hours, and we are closed now: we open on Wednesday 11 March 2026 at 09:00.',
  ],
  [
    'business phone problem zone=+08:00 at=2026-03-10T09:59:59Z',
    'included',
    ['included channel.phone@business@1'],
  ],
  [
    'business phone problem zone=+10:00 at=2026-03-09T22:59:59Z',
    'not_now',
    ['support_closed channel.phone@business@1'],
    'Phone calls are for your support hours, and we are closed now: we open on Tuesday 10 March 2026 at 09:00.',
  ],
  [
    'business phone problem zone=+10:00 at=2026-03-09T23:00:00Z',
    'included',
    ['included channel.phone@business@1'],
  ],
  [
    'business phone problem zone=-02:00',
    'not_now',
    ['support_closed channel.phone@business@1'],
    'Phone calls are for your support hours, and we are closed now: we open on Tuesday 10 March 2026 at 09:00.',
  ],
  [
    'business phone problem zone=-02:00 at=2026-03-10T11:00:00Z',
    'included',
    ['included channel.phone@business@1'],
  ],
  [
    'business live_session problem zone=Europe/Lisbon at=2026-03-29T07:59:59Z',
    'not_now',
    ['support_closed channel.live_session@business@1'],
    'Live sessions are for your support hours, and we are closed now: we open on Sunday 29 March 2026 at 09:00.',
  ],
  [
    'business live_session problem zone=Europe/Lisbon at=2026-03-29T08:00:00Z',
    'included',
    ['included channel.live_session@business@1'],
  ],
  [
    'business live_session problem zone=Europe/Lisbon at=2026-03-29T16:59:59Z',
    'included',
    ['included channel.live_session@business@1'],
  ],
  [
    'business live_session problem zone=Europe/Lisbon at=2026-03-29T17:00:00Z',
    'not_now',
    ['support_closed channel.live_session@business@1'],
  ],
  [
    'business phone problem zone=Europe/Lisbon at=2026-10-25T08:59:59Z',
    'not_now',
    ['support_closed channel.phone@business@1'],
    'Phone calls are for your support hours, and we are closed now: we open on Sunday 25 October 2026 at 09:00.',
  ],
  [
    'business phone problem zone=Europe/Lisbon at=2026-10-25T09:00:00Z',
    'included',
    ['included channel.phone@business@1'],
  ],
  [
    'business phone problem zone=Europe/Lisbon at=2026-10-25T17:59:59Z',
    'included',
    ['included channel.phone@business@1'],
  ],
  [
    'business phone problem zone=Europe/Lisbon at=2026-10-25T18:00:00Z',
    'not_now',
    ['support_closed channel.phone@business@1'],
  ],
  ['business phone problem at=2026-03-15T16:59:59Z', 'included', ['included channel.phone@business@1']],
  [
    'business phone problem at=2026-03-15T17:00:00Z',
    'not_now',
    ['support_closed channel.phone@business@1'],
    'Phone calls are for your support hours, and we are closed now: we open on Monday 16 March 2026 at 09:00.',
  ],
  ['business phone request at=2026-03-10T17:00:00Z', 'not_now', ['support_closed channel.phone@business@1']],
  [
    'business live_session consultation at=2026-03-10T17:00:00Z',
    'not_now',
    ['support_closed channel.live_session@business@1', 'unclassified'],
  ],
  ['business portal problem at=2026-03-10T17:00:00Z', 'included', ['included channel.portal@business@1']],
  [
    'business email consultation topic=process at=2026-03-15T02:00:00Z',
    'included',
    ['included consultation.process@business@1'],
  ],
  ['premium phone problem at=2026-03-10T17:00:00Z', 'included', ['included channel.phone@premium@1']],
  [
    'premium phone problem zone=-05:00 at=2026-03-15T02:00:00Z',
    'included',
    ['included channel.phone@premium@1'],
  ],
  [
    'basic live_session problem at=2026-03-10T17:00:00Z',
    'refused',
    ['channel_not_included channel.live_session@basic@1'],
  ],
  ['basic email problem at=2026-03-14T03:00:00Z', 'included', ['included channel.email@basic@1']],

  // Staff ask for the named contact, by the real channel
  ['basic portal problem staff', 'included', ['included channel.portal@basic@1']],
  ['basic email ? product=? staff', 'needs_review', ['unclassified']],
  [
    'basic email ? product=? staff no-seat',
    'refused',
    ['contact_not_authorised T4', 'unclassified'],
    'Requests come from the authorised contacts named in the agreement, and this contact is not one of them.',
  ],
  ['basic live_session problem staff', 'refused', ['channel_not_included channel.live_session@basic@1']],
  ['business live_session problem staff', 'included', ['included channel.live_session@business@1']],
  ['premium phone problem staff at=2026-03-15T02:00:00Z', 'included', ['included channel.phone@premium@1']],
  [
    'business phone problem staff no-seat at=2026-03-10T17:00:00Z',
    'refused',
    ['contact_not_authorised T4', 'support_closed channel.phone@business@1'],
  ],
  [
    'premium portal consultation topic=development staff cert=2026-01-01..2027-01-01',
    'included',
    ['included consultation.development@premium@1'],
  ],
  [
    'business portal request service=success.quarterly_report staff',
    'needs_request',
    ['request_needed success.quarterly_report@business@1'],
  ],
  ['premium portal problem product=mapviewer staff', 'refer_elsewhere', ['marketplace_product T5']],
  ['none phone problem staff', 'refused', ['agreement_missing T1']],
  ['none phone problem staff no-seat', 'refused', ['agreement_missing T1', 'contact_not_authorised T4']],
  [
    'basic ? consultation topic=interface_logic staff used=5 no-seat',
    'refused',
    ['contact_not_authorised T4', 'pool_exhausted consultation.interface_logic@basic@1'],
  ],
  ['basic ? problem staff product=orders', 'refused', ['product_not_covered T2']],
  ['basic portal problem staff no-contact', 'refused', ['contact_not_authorised T4']],

  // Monitoring: no seat, certification, channel or pool; the agreement, the product and the service are asked
  ['business ? problem monitoring', 'included', ['included']],
  ['business live_session problem monitoring at=2026-03-15T02:00:00Z', 'included', ['included']],
  ['premium email problem monitoring', 'included', ['included']],
  [
    'basic live_session consultation topic=platform monitoring',
    'included',
    ['included consultation.platform@basic@1'],
  ],
  [
    'business ? consultation topic=development monitoring',
    'refused',
    ['service_not_included consultation.development@business@1'],
  ],
  [
    'premium ? request service=monitoring.proactive monitoring',
    'included',
    ['included monitoring.proactive@premium@1'],
  ],
  [
    'business ? request service=monitoring.proactive monitoring',
    'refused',
    ['service_not_included monitoring.proactive@business@1'],
  ],
  [
    'business ? request service=success.quarterly_report monitoring',
    'needs_request',
    ['request_needed success.quarterly_report@business@1'],
  ],
  ['premium phone ? product=? monitoring', 'needs_review', ['unclassified']],
  [
    'basic phone problem product=orders monitoring at=2027-06-01T10:00:00Z',
    'refused',
    ['agreement_not_in_force T1', 'product_not_covered T2'],
  ],
  ['none phone problem monitoring product=mapviewer', 'refer_elsewhere', ['marketplace_product T5']],

  // Several reasons beside each other stand in one order, whatever is asked
  [
    'basic phone request service=release.early_bird product=orders no-seat at=2027-03-01T10:00:00Z',
    'refused',
    [
      'agreement_not_in_force T1',
      'product_not_covered T2',
      'contact_not_authorised T4',
      'channel_not_included channel.phone@basic@1',
      'service_not_included release.early_bird@basic@1',
    ],
    'The last day of your support agreement was 13 February 2027.',
  ],
  [
    'basic live_session consultation topic=process used=5 product=orders no-seat at=2026-02-01T10:00:00Z',
    'refused',
    [
      'agreement_not_in_force T1',
      'product_not_covered T2',
      'contact_not_authorised T4',
      'channel_not_included channel.live_session@basic@1',
      'pool_exhausted consultation.process@basic@1',
    ],
    'Your support agreement starts on 14 February 2026.',
  ],
  [
    'business phone request service=release.early_bird product=orders no-seat at=2027-03-01T20:00:00Z',
    'refused',
    [
      'agreement_not_in_force T1',
      'product_not_covered T2',
      'contact_not_authorised T4',
      'support_closed channel.phone@business@1',
      'request_needed release.early_bird@business@1',
    ],
  ],
  [
    'business phone request service=release.early_bird product=? no-seat at=2026-03-10T17:00:00Z',
    'refused',
    [
      'contact_not_authorised T4',
      'support_closed channel.phone@business@1',
      'request_needed release.early_bird@business@1',
      'unclassified',
    ],
  ],
  [
    'business phone request service=release.early_bird product=? at=2026-03-10T17:00:00Z',
    'not_now',
    [
      'support_closed channel.phone@business@1',
      'request_needed release.early_bird@business@1',
      'unclassified',
    ],
  ],
  [
    'business live_session consultation topic=development product=? at=2026-03-10T17:00:00Z',
    'refused',
    [
      'service_not_included consultation.development@business@1',
      'support_closed channel.live_session@business@1',
      'unclassified',
    ],
  ],
  [
    'premium portal consultation topic=development product=orders no-seat',
    'refused',
    [
      'product_not_covered T2',
      'contact_not_authorised T4',
      'certification_required consultation.development@premium@1',
    ],
  ],
  [
    'premium phone consultation topic=development product=orders no-seat at=2027-03-01T10:00:00Z',
    'refused',
    [
      'agreement_not_in_force T1',
      'product_not_covered T2',
      'contact_not_authorised T4',
      'certification_required consultation.development@premium@1',
    ],
  ],
  [
    'basic phone ? product=? no-seat at=2027-03-01T10:00:00Z',
    'refused',
    [
      'agreement_not_in_force T1',
      'contact_not_authorised T4',
      'channel_not_included channel.phone@basic@1',
      'unclassified',
    ],
  ],
  [
    'none live_session request service=release.early_bird no-seat',
    'refused',
    ['agreement_missing T1', 'contact_not_authorised T4'],
  ],
  ['none portal consultation topic=development product=orders', 'refused', ['agreement_missing T1']],
  ['none ? ? product=?', 'refused', ['agreement_missing T1']],
  [
    'business email problem product=mapviewer no-seat at=2027-03-01T10:00:00Z',
    'refer_elsewhere',
    ['marketplace_product T5'],
  ],
  [
    'basic live_session request service=release.early_bird product=mapviewer',
    'refer_elsewhere',
    ['marketplace_product T5'],
  ],
]
