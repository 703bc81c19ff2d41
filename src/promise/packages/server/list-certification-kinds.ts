import { type Context, requireVendor } from '#platform/context.ts'
import { publishedPackages } from '#promise/packages/server/list-packages.ts'

/** Which certifications the published packages ask for, and which services each opens. For staff. */
export async function listCertificationKinds(
  ctx: Context,
): Promise<{ items: { kind: string; services: string[] }[] }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const opened = new Map<string, Set<string>>()
    for (const { services } of await publishedPackages(tx))
      for (const { name, availability } of Object.values(services))
        if (availability.kind === 'conditional') {
          const { certification } = availability
          opened.set(certification, (opened.get(certification) ?? new Set()).add(name))
        }
    return { items: [...opened].map(([kind, services]) => ({ kind, services: [...services] })) }
  })
}
