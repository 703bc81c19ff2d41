import { route } from '#platform/http/route.ts'
import { listBoardZonesEndpoint, readWallBoardEndpoint } from '../domain/board-contract.ts'
import { listBoardZones } from './list-board-zones.ts'
import { readWallBoard } from './read-wall-board.ts'

/** What hangs on the wall. */
export const boardRoutes = [
  route(readWallBoardEndpoint, 'wall.read', (ctx) => readWallBoard(ctx)),
  route(listBoardZonesEndpoint, 'wall.read', (ctx) => listBoardZones(ctx)),
]
