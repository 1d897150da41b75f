import type { FragmentDefinitionNode } from 'graphql'
import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

const MUTATION = 10
const CONNECTION = 2

interface Counting {
  schema: GraphQLSchema
  fragments: Map<string, FragmentDefinitionNode>
  variables: Record<string, unknown>
}

/**
 * What an operation costs at most, in points: objects 1, scalars nothing, mutations 10, connections 2
 * and their objects as often as `first` or `last` says (the documented idea; the exact numbers are
 * Shopify's own).
 */
export function requestedCost(operation: OperationDefinitionNode, counting: Counting): number {
  const root = counting.schema.getRootType(operation.operation)
  if (!root) return 0
  const own =
    operation.operation === 'mutation' ? MUTATION * operation.selectionSet.selections.length : 0
  return own + costOf(operation.selectionSet, root, counting)
}

function costOf(set: SelectionSetNode, type: GraphQLCompositeType, counting: Counting): number {
  return set.selections.reduce((sum, selection) => {
    if (selection.kind === 'Field') return sum + costOfField(selection, type, counting)
    const named =
      selection.kind === 'FragmentSpread' && counting.fragments.get(selection.name.value)
    const fragment = selection.kind === 'InlineFragment' ? selection : named
    if (!fragment) return sum
    const on = fragment.typeCondition && counting.schema.getType(fragment.typeCondition.name.value)
    return sum + costOf(fragment.selectionSet, isCompositeType(on) ? on : type, counting)
  }, 0)
}

function costOfField(field: FieldNode, type: GraphQLCompositeType, counting: Counting): number {
  if (!field.selectionSet || !(isObjectType(type) || isInterfaceType(type))) return 0
  const inner = getNamedType(type.getFields()[field.name.value]?.type)
  if (!isCompositeType(inner)) return 0
  const { name } = inner
  if (name.endsWith('Connection')) {
    const size = sizeOf(field, counting.variables)
    return CONNECTION + size * costOf(field.selectionSet, inner, counting)
  }
  if (name === 'PageInfo') return 0
  const own = name.endsWith('Edge') ? 0 : 1
  return own + costOf(field.selectionSet, inner, counting)
}

/** How many objects a connection is asked for. */
function sizeOf(field: FieldNode, variables: Record<string, unknown>): number {
  const given = field.arguments?.find(({ name }) => ['first', 'last'].includes(name.value))?.value
  if (given?.kind === 'IntValue') return Number(given.value)
  if (given?.kind === 'Variable') return Number(variables[given.name.value] ?? 0)
  return 1
}

/** What an answer cost in the end, in points: the objects that are in it. */
export function actualCost(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, it) => sum + actualCost(it), 0)
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Object.values(value).reduce<number>((sum, it) => sum + actualCost(it), 0)
}
