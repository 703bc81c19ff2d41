import { z } from 'zod'
import { type Catalogue, catalogueSchema, PRIORITIES } from './catalogue.ts'
import { packageVersionsOf } from './package-version.ts'

/** What is wrong with a document, and where: `services[3].premium`; an empty path is the whole of it. */
export type CatalogueProblem = { path: string; message: string }
export type CatalogueReading = { catalogue: Catalogue } | { problems: CatalogueProblem[] }

/** More than one corrects at a time. */
const problemsTold = 50
/** What a counter holds, and far beyond anything that is sold. */
const largest = 1_000_000
const longest = 4_000

/**
 * Reads a catalogue from the text of a file, or says everything that is wrong with it. Stricter than what is
 * published in code: a field that nothing reads is most likely a misspelt one, and would be lost in silence.
 */
export function readCatalogueText(text: string): CatalogueReading {
  const written = parseJson(text)
  if ('problem' in written) return { problems: [{ path: '', message: written.problem }] }
  const parsed = catalogueSchema.safeParse(written.json)
  const problems = parsed.success
    ? [...contradictions(parsed.data), ...strangers(written.json, parsed.data), ...unfit(written.json)]
    : parsed.error.issues.map((issue) => ({ path: pathText(issue.path), message: messageOf(issue) }))
  if (!parsed.success || problems.length > 0) return { problems: problems.slice(0, problemsTold) }
  return { catalogue: parsed.data }
}

function parseJson(text: string): { json: unknown } | { problem: string } {
  if (text.includes('\u{FFFD}')) return { problem: 'This file is not written in UTF-8.' }
  try {
    return { json: JSON.parse(text) }
  } catch (error) {
    return {
      problem: `This file is not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}.`,
    }
  }
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'This is missing.'
  if (issue.code === 'invalid_union' && issue.message === 'Invalid input')
    return 'This is none of the forms that can stand here.'
  if (issue.code === 'invalid_type') return `This must be ${kinds[issue.expected] ?? issue.expected}.`
  if (issue.code === 'too_small' && issue.message.startsWith('Too small')) {
    if (issue.origin === 'string' || issue.origin === 'array') return 'This is empty.'
    return `This must be ${issue.inclusive === true ? 'at least' : 'more than'} ${issue.minimum}.`
  }
  if (issue.code === 'too_big' && issue.message.startsWith('Too big'))
    return `This must be at most ${issue.maximum}.`
  return /^(must|is) /.test(issue.message) ? `This ${issue.message}.` : issue.message
}

const kinds: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
}

/** Names that point at nothing, and what stands twice. */
function contradictions(catalogue: Catalogue): CatalogueProblem[] {
  const services = new Set(catalogue.services.map(({ code }) => code))
  const problems: CatalogueProblem[] = []
  const { guaranteedWhere } = catalogue.resolutionTimeMinutes
  if (!services.has(guaranteedWhere))
    problems.push({
      path: 'resolutionTimeMinutes.guaranteedWhere',
      message: `There is no service ${guaranteedWhere}.`,
    })
  problems.push(...emptyGuarantees(catalogue))
  for (const [code, { sharedBy }] of Object.entries(catalogue.pools))
    for (const [index, service] of sharedBy.entries())
      if (!services.has(service))
        problems.push({
          path: `pools.${code}.sharedBy[${index}]`,
          message: `There is no service ${service}.`,
        })
  problems.push(
    ...twice(
      'coverageZones',
      'offset',
      catalogue.coverageZones.map(({ offset }) => offset),
    ),
  )
  problems.push(
    ...twice(
      'terms',
      'code',
      catalogue.terms.map(({ code }) => code),
    ),
  )
  for (const [code, hours] of Object.entries(catalogue.supportHours))
    if ('days' in hours)
      for (const [index, day] of hours.days.entries())
        if (hours.days.indexOf(day) !== index)
          problems.push({ path: `supportHours.${code}.days[${index}]`, message: `${day} stands there twice` })
  for (const [index, { code }] of catalogue.packages.entries())
    if (reserved.has(code))
      problems.push({ path: `packages[${index}].code`, message: `${code} cannot be the code of a package.` })
  return problems
}

/** Where a guaranteed resolution is sold, there is one. */
function emptyGuarantees(catalogue: Catalogue): CatalogueProblem[] {
  const { guaranteedWhere } = catalogue.resolutionTimeMinutes
  const index = catalogue.services.findIndex(({ code }) => code === guaranteedWhere)
  return packageVersionsOf(catalogue, 1).flatMap(({ code, name, services, resolution }) => {
    const isSold = services[guaranteedWhere]?.availability.kind === 'included'
    if (!isSold || PRIORITIES.some((priority) => resolution[priority]?.guaranteed === true)) return []
    const message = `${name} includes this, and none of its resolution times is guaranteed.`
    return [{ path: `services[${index}].${code}`, message }]
  })
}

/** They stand beside the packages in the tables of a catalogue. */
const reserved = new Set(['label', 'group', 'code', 'name'])

function twice(list: string, field: string, values: readonly string[]): CatalogueProblem[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [{ path: `${list}[${index}].${field}`, message: `${value} stands there twice` }],
  )
}

const record = z.record(z.string(), z.unknown())

/** Fields that nothing reads: a package that does not exist, or a misspelt name. */
function strangers(json: unknown, { packages }: Catalogue): CatalogueProblem[] {
  const codes = packages.map(({ code }) => code)
  const byPackage = known(...codes)
  const targets = { ...known('label'), ...byPackage }
  const priorities = { high: targets, medium: targets, low: targets }
  const pool = {
    ...known('limit', 'unit', 'per', 'sharedBy', 'footnote', 'note'),
    year: known('from', 'vendorSet'),
  }
  return unknownFields(
    json,
    {
      ...known('about'),
      packages: [{ ...known('code', 'name', 'costPercentOfSubscription'), minimumFeeMinor: true }],
      responseTimeMinutes: {
        ...known('label'),
        measured: known('what', 'in', 'vendorSet'),
        ...priorities,
      },
      resolutionTimeMinutes: { ...known('vendorSet', 'guaranteedWhere', 'label'), ...priorities },
      nextResponseMinutes: { high: byPackage, medium: byPackage, low: byPackage },
      supportHours: Object.fromEntries(codes.map((code) => [code, known('always', 'days', 'from', 'to')])),
      coverageZones: [known('offset', 'label', 'note')],
      services: [{ ...known('group', 'code', 'name'), ...byPackage }],
      authorisedContacts: { ...known('group', 'label'), ...byPackage },
      pools: { '*': pool },
      terms: [known('code', 'rule')],
      organisation: known('supportLines', 'customerService'),
    },
    '',
  )
}

type Shape = true | readonly [Shape] | { [name: string]: Shape }

function known(...names: string[]): Record<string, true> {
  return Object.fromEntries(names.map((name) => [name, true as const]))
}

function unknownFields(value: unknown, shape: Shape, path: string): CatalogueProblem[] {
  if (shape === true) return []
  if (isList(shape))
    return Array.isArray(value)
      ? value.flatMap((one, index) => unknownFields(one, shape[0], `${path}[${index}]`))
      : []
  const fields = record.safeParse(value)
  return Object.entries(fields.data ?? {}).flatMap(([name, inside]) => {
    const at = path === '' ? name : `${path}.${name}`
    const expected = Object.hasOwn(shape, name) ? shape[name] : shape['*']
    if (expected === undefined)
      return [
        { path: at, message: 'Nothing reads this. Is it misspelt, or of a package that is not listed?' },
      ]
    return unknownFields(inside, expected, at)
  })
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape)
}

/** Texts and numbers that cannot be kept, wherever they stand. */
function unfit(value: unknown, path = ''): CatalogueProblem[] {
  if (typeof value === 'number')
    // A fee has a limit of its own.
    return value > largest && !path.includes('.minimumFeeMinor.')
      ? [{ path, message: `This is more than ${largest}.` }]
      : []
  if (typeof value === 'string') {
    if (value.length > longest) return [{ path, message: `This is longer than ${longest} characters.` }]
    const isReadable = value.isWellFormed() && !value.includes('\0')
    return isReadable ? [] : [{ path, message: 'This text has characters that cannot be kept.' }]
  }
  if (Array.isArray(value)) return value.flatMap((one, index) => unfit(one, `${path}[${index}]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inside]) =>
    unfit(inside, path === '' ? name : `${path}.${name}`),
  )
}
