import { type Context, within } from '#platform/context.ts'
import { route } from '#platform/http/route.ts'
import type { StaffId } from '#platform/ids.ts'
import {
  addStaffEndpoint,
  changeStaffEndpoint,
  endStaffEndpoint,
  listStaffEndpoint,
  restoreStaffEndpoint,
} from '../domain/staff-contract.ts'
import { changeVendorEndpoint, readVendorSettingsEndpoint } from '../domain/vendor-contract.ts'
import { addStaff } from './add-staff.ts'
import { changeStaff } from './change-staff.ts'
import { changeVendor } from './change-vendor.ts'
import { endStaff } from './end-staff.ts'
import { listStaff } from './list-staff.ts'
import { readVendorSettings } from './read-vendor-settings.ts'
import { restoreStaff } from './restore-staff.ts'
import { staffRecord } from './staff-record.ts'

/** The vendor itself and its people, as the admin console keeps them. */
export const staffRoutes = [
  route(readVendorSettingsEndpoint, 'vendor.read', readVendorSettings),
  route(changeVendorEndpoint, 'vendor.change', changeVendor),
  route(listStaffEndpoint, 'staff.read', listStaff),
  route(addStaffEndpoint, 'staff.change', add),
  route(changeStaffEndpoint, 'staff.change', changeStaff),
  route(endStaffEndpoint, 'staff.change', (ctx, { id }) => endStaff(ctx, { staffId: id as StaffId })),
  route(restoreStaffEndpoint, 'staff.change', (ctx, { id }) => restoreStaff(ctx, { staffId: id as StaffId })),
]

async function add(ctx: Context, input: Parameters<typeof addStaff>[1]) {
  return ctx.transaction(async (tx) => {
    const { id } = await addStaff(within(ctx, tx), input)
    return staffRecord(tx, id)
  })
}
