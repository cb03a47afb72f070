import type { Scaffold } from './files.ts'

/** A model with a bit of everything that most services need: an owner, unique names, a reference, a rule. */
export const modelFile = ({
  name,
  title,
  baryon,
}: Scaffold): string => `# yaml-language-server: $schema=${baryon}/docs/reference/model.schema.json
file_version: "2.0"

info:
  name: ${name}
  version: "1.0"
  title: ${title}
  description: What this service offers.

objects:
  # Not served: what the objects below have in common.
  Owned:
    mixins: [description, timestamps]
    attributes:
      id:
        type: uuid
        primary: true
        description: Made up unless it is given
      project_id:
        type: uuid
        required: true
        description: Project that owns it
      name:
        type: string
        minLength: 1
        maxLength: 64
        required: true
        unique: project
        description: Unique in its project

  Pool:
    description: A range of addresses
    extends: Owned
    api:
      name: pool
    attributes:
      range:
        type: cidr
        required: true
        immutable: true
        description: The addresses
      gateway:
        type: ip
        description: Address of the gateway, within the range
    rules:
      - expression: this.gateway == null || cidr(this.range).containsIP(this.gateway)
        message: Give a gateway within the range
        attribute: gateway

  Member:
    description: Something with an address of a pool
    extends: Owned
    api:
      name: member
      parent: Pool
    attributes:
      pool_id:
        type: reference
        to: Pool
        onDelete: cascade
        required: true
        description: The pool; its members go with it
      address:
        type: ip
        required: true
        description: Address of the member
      weight:
        type: integer
        min: 0
        max: 100
        default: 10
        description: Share of the traffic
    unique:
      - attributes: [pool_id, address]
`
