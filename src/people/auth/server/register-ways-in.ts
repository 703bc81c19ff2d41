import type { FastifyInstance } from 'fastify'
import * as contract from '../domain/door-contract.ts'
import { askForLink } from './ask-for-link.ts'
import { type Caller, type Door, openWay } from './door.ts'
import { giveCode } from './give-code.ts'
import type { Admission } from './let-in.ts'
import { changePassword, endOwnSession, listSessions, readSecurity } from './own-security.ts'
import { beginSecondStep, confirmSecondStep, endSecondStep, renewBackupCodes } from './second-step.ts'
import { olderCookies, stepCookie } from './session-cookie.ts'
import { acceptInvitation, enterByLink, lookAtLink, renewLink, resetPassword } from './use-link.ts'

/** The ways in besides address and password, and what a person changes about them. */
export function registerWaysIn(app: FastifyInstance, door: Door): void {
  openWay(app, door, contract.askForLinkEndpoint, askForLink)
  openWay(app, door, contract.lookAtLinkEndpoint, lookAtLink)
  openWay(app, door, contract.renewLinkEndpoint, renewLink)
  openWay(app, door, contract.enterByLinkEndpoint, entering(enterByLink))
  openWay(app, door, contract.resetPasswordEndpoint, entering(resetPassword))
  openWay(app, door, contract.acceptInvitationEndpoint, entering(acceptInvitation))
  openWay(app, door, contract.giveCodeEndpoint, entering(giveCode))
  openWay(app, door, contract.readSecurityEndpoint, readSecurity)
  openWay(app, door, contract.changePasswordEndpoint, changePassword)
  openWay(app, door, contract.beginSecondStepEndpoint, beginSecondStep)
  openWay(app, door, contract.confirmSecondStepEndpoint, confirmSecondStep)
  openWay(app, door, contract.renewBackupCodesEndpoint, renewBackupCodes)
  openWay(app, door, contract.endSecondStepEndpoint, endSecondStep)
  openWay(app, door, contract.listSessionsEndpoint, listSessions)
  openWay(app, door, contract.endSessionEndpoint, endOwnSession)
}

/** Sets the cookie once everything is committed; who is in needs the leave to give a code no more. */
function entering<Body>(enter: (caller: Caller, body: Body) => Promise<Admission>) {
  return async (caller: Caller, body: Body) => {
    const { next, cookie } = await enter(caller, body)
    const { publicUrl } = caller.door.reach
    caller.reply.header('set-cookie', cookie)
    if (next === 'in')
      caller.reply.header('set-cookie', [stepCookie('', publicUrl), ...olderCookies(publicUrl)])
    return { next }
  }
}
