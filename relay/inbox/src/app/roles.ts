import type { Role } from '@loods/protocol'

const RANK: Record<Role, number> = { agent: 1, admin: 2, owner: 3 }

/** Whether a role may do what asks for another. The relay decides; this only hides what would be refused. */
export function roleCovers(have: Role, need: Role): boolean {
  return RANK[have] >= RANK[need]
}

/** Roles somebody may give: never one above the own. */
export function rolesUpTo(mine: Role): Role[] {
  return (['agent', 'admin', 'owner'] as const).filter((role) => roleCovers(mine, role))
}
