/** The part of JSON Schema that our schemas use: enough to hold a document against one. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean
  readonly items?: Schema
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
}

/** What is wrong with `value`; empty when nothing is. */
export function schemaProblems(value: unknown, schema: Schema, root: Schema = schema, path = ''): string[] {
  if (schema.$ref !== undefined) {
    const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')]
    return target === undefined ? [`${path}: no ${schema.$ref}`] : schemaProblems(value, target, root, path)
  }
  const problems: string[] = []
  if (schema.enum !== undefined && !schema.enum.includes(value)) problems.push(`${path}: not in enum`)
  if (schema.type !== undefined && !typesOf(value).some((type) => [schema.type].flat().includes(type)))
    problems.push(`${path}: is ${typesOf(value).join('/')}`)
  if (Array.isArray(value)) {
    const { items } = schema
    if (items !== undefined)
      value.forEach((one, i) => problems.push(...schemaProblems(one, items, root, `${path}/${i}`)))
  } else if (typeof value === 'object' && value !== null) {
    const { properties = {}, required = [], additionalProperties = true } = schema
    for (const key of required) if (!(key in value)) problems.push(`${path}: no ${key}`)
    for (const [key, one] of Object.entries(value)) {
      const inner = properties[key]
      if (inner !== undefined) problems.push(...schemaProblems(one, inner, root, `${path}/${key}`))
      else if (!additionalProperties) problems.push(`${path}: unknown ${key}`)
    }
  }
  return problems
}

function typesOf(value: unknown): readonly string[] {
  if (value === null) return ['null']
  if (Array.isArray(value)) return ['array']
  return Number.isInteger(value) ? ['integer', 'number'] : [typeof value]
}
