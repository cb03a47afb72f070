/** The text of the reference page. What can be generated is not in it; each example is a whole file, which a test checks. */

/** A part of the page. */
export interface Section {
  readonly title: string
  readonly text: string
  /** Definitions of the schema whose properties are listed, each under a heading of its own. */
  readonly definitions?: readonly { readonly name: string; readonly title: string }[]
  /** What is listed besides. */
  readonly table?: 'types' | 'mixins' | 'functions' | 'rules'
  /** A model file. */
  readonly example?: string
}

export const sections: readonly Section[] = [
  {
    title: 'Files and services',
    text: `A service is a folder below a *models root* (\`services/\`, and the folders in \`BARYON_MODELS\`). All its \`*.yaml\` files are one model;
the name of the folder is the name of the service. A folder \`base\` holds what services share and is not served. \`BARYON_MODELS\` names several
folders with colons between (\`mine:theirs\`). What is imported from a models root is looked for in that of the service first, then in the others.

Files are YAML 1.2 in UTF-8, of at most 1 MiB. An unknown property, a key given twice and a name that leads nowhere are faults:
\`baryon model check\` lists every one of them with its place, and a start with one is refused. While an import is missing, names that may come from
it are not judged, so look again when it is there.`,
    definitions: [
      { name: 'file', title: 'A file' },
      { name: 'file.info', title: 'What a service says about itself' },
    ],
    example: `file_version: "2.0"
imports:
  - base/base.yaml            # below a models root
info:
  name: racks
  version: "1.0"
  title: Racks
  description: Where machines stand
objects:
  Rack:
    extends: BaseObject       # from base/base.yaml
    api:
      name: rack
`,
  },
  {
    title: 'Objects',
    text: `An object with an \`api\` is served: it has a table, URLs, commands and documentation. One without is a base object, for others to extend.
\`extends\` takes over everything but \`api\`, \`description\` and \`deprecated\`; attributes are merged property by property, so a child can change the
type of an attribute and keep its description. Nothing flows back into the base.`,
    definitions: [
      { name: 'object', title: 'An object' },
      { name: 'object.api', title: 'Its API' },
    ],
    table: 'mixins',
    example: `file_version: "2.0"
info: { name: inventory, version: "1.0" }
objects:
  Thing:                      # a base object
    mixins: [description, tags, timestamps, revision]
    attributes:
      id: { type: uuid, primary: true }
      project_id: { type: uuid, required: true }
      name: { type: string, maxLength: 64 }
  Switch:
    extends: Thing
    api: { name: switch, plural_name: switches }
    attributes:
      name: { maxLength: 32, unique: project }
      ports: { type: integer, min: 1, max: 512, required: true }
`,
  },
  {
    title: 'Attributes',
    text: `An attribute with \`tenant_id\` or \`project_id\` as its name holds the project that owns the object. Owner, key and the key of the parent never change
once an object is there. Names of list parameters (\`limit\`, \`marker\`, \`sort\`, \`fields\`, \`at\`, \`page_reverse\`, \`dry_run\`) cannot be names of attributes.`,
    definitions: [{ name: 'attribute', title: 'An attribute' }],
    example: `file_version: "2.0"
info: { name: hosts, version: "1.0" }
objects:
  Host:
    api: { name: host }
    attributes:
      name: { type: fqdn, primary: true }
      rack: { type: string, maxLength: 32, immutable: true, index: true }
      address: { type: ip, version: 6, required: true, unique: true }
      weight: { type: integer, min: 0, max: 100, default: 10 }
      password: { type: string, minLength: 8, maxLength: 128, writeOnly: true, sensitive: true }
      slot: { type: integer, deprecated: use rack }
      state: { type: enum, values: [up, down], default: down, status: true, readOnly: true }
      label: { type: string, computed: "this.name + ' in ' + (this.rack == null ? 'no rack' : this.rack)" }
`,
  },
  {
    title: 'Keys',
    text: `One attribute with \`primary: true\` is the key; several make a composite key, in the order of their declaration. Without one an object gets
an \`id\` of type uuid. A single uuid key that is not \`required\` is made up when a client does not give it. In a URL the values of a composite key are joined by
commas.`,
    example: `file_version: "2.0"
info: { name: vlans, version: "1.0" }
objects:
  Vlan:
    api: { name: vlan }
    attributes:
      switch: { type: string, maxLength: 32, primary: true }
      tag: { type: integer, min: 1, max: 4094, primary: true }
      name: { type: string, maxLength: 64 }
`,
  },
  {
    title: 'Types',
    text: 'Values are kept in one canonical spelling, so that equal values are equal in the database and in filters.',
    table: 'types',
    definitions: [{ name: 'type', title: 'Facets' }],
    example: `file_version: "2.0"
info: { name: zoo, version: "1.0" }
objects:
  Sample:
    api: { name: sample }
    attributes:
      text: { type: string, pattern: "^[a-z]+$", maxLength: 16 }
      ratio: { type: number, min: 0, max: 1 }
      since: { type: datetime }
      subnet: { type: cidr, version: 4 }
      mac: { type: mac }
      colours: { type: list, items: { type: enum, values: [red, green] }, uniqueItems: true, maxItems: 2, default: [] }
      labels: { type: map, values: { type: string, maxLength: 63 }, keyPattern: "^[a-z]+$" }
      place:
        type: object
        attributes:
          room: { type: string, required: true }
          row: { type: integer }
      extra: { type: json }
`,
  },
  {
    title: 'References and parents',
    text: `A reference holds the key of another object, of this or of another service; it is checked when it is written. \`type: Port\` is short for
\`type: reference, to: Port\`. A list of references is \`type: list\` with a reference as its items. With \`api.parent\` an object's URL is nested below its
parent's, at any depth; it is at the root too. References cannot lead to objects with a composite key.`,
    example: `file_version: "2.0"
info: { name: floors, version: "1.0" }
objects:
  Building:
    api: { name: building }
    attributes:
      name: { type: string, maxLength: 64, primary: true }
  Floor:
    api: { name: floor, parent: Building }
    attributes:
      building: { type: reference, to: Building, onDelete: cascade, required: true }
      level: { type: integer }
  Desk:
    api: { name: desk, parent: Floor, parent_key: floor_id }
    attributes:
      floor_id: { type: Floor, required: true }
      port: { type: reference, to: net-l3vpn/Port, onDelete: "null" }     # of another service
      neighbours: { type: list, items: { type: reference, to: Desk, onDelete: "null" } }
`,
  },
  {
    title: 'Unique values and indexes',
    text: `\`unique\` of an attribute is about that one alone; of an object, about several together. The scope \`project\` compares objects of one project only. Rows with a null
in the set are not compared. An index makes lists fast that filter or sort by its attributes.`,
    definitions: [
      { name: 'object.unique', title: 'A unique set' },
      { name: 'object.index', title: 'An index' },
    ],
    example: `file_version: "2.0"
info: { name: pools, version: "1.0" }
objects:
  Pool:
    api: { name: pool }
    quota: 50
    attributes:
      project_id: { type: uuid, required: true }
      name: { type: string, maxLength: 64, unique: project }
      site: { type: string, maxLength: 16 }
      tag: { type: integer }
    unique:
      - attributes: [site, tag]
      - attributes: [name, site]
        scope: project
    index:
      - attributes: [site, name]
`,
  },
  {
    title: 'Rules and expressions',
    text: `Expressions are CEL, the [Common Expression Language](https://cel.dev). \`this\` is the object as it will be, \`old\` as it is (null at creation). An attribute
that is not set is null: compare with \`== null\` before it is used otherwise. Names and types are checked when the model is read.`,
    definitions: [{ name: 'rule', title: 'A rule' }],
    table: 'functions',
    example: `file_version: "2.0"
info: { name: subnets, version: "1.0" }
objects:
  Subnet:
    api: { name: subnet }
    attributes:
      range: { type: cidr, required: true, immutable: true }
      gateway: { type: ip }
      size: { type: integer, computed: cidr(this.range).prefixLength() }
      locked: { type: boolean, default: false }
    rules:
      - expression: this.gateway == null || cidr(this.range).containsIP(this.gateway)
        message: Give a gateway within the range
        attribute: gateway
      - expression: old == null || !old.locked || !this.locked
        message: Unlock the subnet first
        attribute: locked
`,
  },
  {
    title: 'Policies',
    text: `Who may do what is said in the rule language of oslo.policy: \`role:x\`, \`rule:x\`, \`project_id:%(attribute)s\`, \`user_id:%(attribute)s\`, \`@\` (everyone), \`!\` (nobody),
\`and\`, \`or\`, \`not\` and parentheses; the empty text is everyone. The stored object and the one that is asked for are both looked at. What a caller may not get is
not in its lists and answers 404. An attribute's own policies narrow those of the object; members of an attribute that is an object or a list of objects may say
who gives them. With an attribute that is a list, a check holds when one of the list's members is equal: \`project_id:%(shared_with)s\`. A constant in quotes may
stand on the left: \`'*':%(shared_with)s\`. Only what is stored can be compared. \`%(network:project_id)s\`, the owner of another object, is what the object keeps of
it in \`network_project_id\`.`,
    definitions: [{ name: 'object.policies', title: 'Policies of an object' }],
    table: 'rules',
    example: `file_version: "2.0"
info: { name: notices, version: "1.0" }
policy_rules:
  operator: role:operator or rule:context_is_admin
objects:
  Notice:
    api: { name: notice }
    attributes:
      project_id: { type: uuid, required: true }
      text: { type: string, maxLength: 200 }
      readers: { type: list, items: { type: string, maxLength: 255 }, default: [] }
      cost:
        type: integer
        policies: { read: rule:operator, create: rule:operator, update: rule:context_is_admin }
    policies:
      create: rule:operator
      get: "rule:admin_or_owner or '*':%(readers)s or project_id:%(readers)s"
      list: "rule:admin_or_owner or '*':%(readers)s or project_id:%(readers)s"
      update: rule:operator
      delete: rule:operator
`,
  },
  {
    title: 'Actions',
    text: `An action is a verb beyond create, read, update and delete: \`POST …/<plural>/<id>/<action>\` with its input as the body. It checks what it \`requires\`, then sets
attributes of its object, all in one transaction. It cannot be called
\`list\`, \`show\`, \`create\`, \`update\` or \`delete\`, which every noun of the command line has. What cannot be said so is for a [behaviour](#behaviours).`,
    definitions: [{ name: 'action', title: 'An action' }],
    example: `file_version: "2.0"
info: { name: leases, version: "1.0" }
objects:
  Lease:
    api: { name: lease }
    attributes:
      name: { type: string, maxLength: 64 }
      holder: { type: string, maxLength: 64, readOnly: true }
      taken_by: { type: string, readOnly: true }
    actions:
      take:
        description: Takes the lease when nobody holds it
        input:
          holder: { type: string, maxLength: 64, required: true }
        requires:
          - expression: this.holder == null || this.holder == input.holder
            message: Wait until it is given back
            attribute: holder
        set:
          holder: input.holder
          taken_by: caller.user
        policy: role:member or rule:context_is_admin
      give-back:
        set: { holder: "null", taken_by: "null" }
`,
  },
  {
    title: 'Companions and binding',
    text: `\`creates\` makes another object of the service together with one, in the same transaction; as the owner it has the owner of its maker unless a value says otherwise.
\`binding\` marks an object as a port: the attributes that say who holds it, and those that are cleared when nobody does.`,
    definitions: [
      { name: 'object.creates', title: 'A companion' },
      { name: 'object.binding', title: 'A binding' },
    ],
    example: `file_version: "2.0"
imports: base/base.yaml
info: { name: taps, version: "1.0" }
objects:
  Port:
    extends: BasePort         # has the binding, and the actions bind and unbind
    api: { name: port }
    creates:
      - object: Counter
        values:
          port: this.id
          name: "this.name == null ? 'counter' : this.name"
  Counter:
    extends: BaseObject
    api: { name: counter, parent: Port }
    attributes:
      name: { maxLength: 80 }
      port: { type: reference, to: Port, onDelete: cascade, required: true }
`,
  },
  {
    title: 'Lists that are looked up',
    text: `Lists are stored as they are. To find objects by what is in a list, to filter by it quickly, or to let no two objects have the same, an object declares *element
indexes*: of a list of scalars or references by the elements themselves, of a list of objects by some of their members. The store keeps them together with the object.`,
    definitions: [{ name: 'elementIndex', title: 'An element index' }],
    example: `file_version: "2.0"
info: { name: cabling, version: "1.0" }
objects:
  Socket:
    api: { name: socket }
    attributes:
      rooms: { type: list, items: { type: string, maxLength: 16 }, default: [] }
      wires:
        type: list
        default: []
        items:
          type: object
          attributes:
            panel: { type: string, maxLength: 16, required: true }
            number: { type: integer, min: 1, max: 48, required: true }
    elements:
      - { name: room, list: rooms }
      - { name: wire, list: wires, attributes: [panel, number], unique: true }
`,
  },
  {
    title: 'Behaviours',
    text: `What a model cannot say is done by the *behaviour* of an object, in TypeScript beside the model: \`behaviour/index.ts\` in the folder of the service. The model says what
the behaviour is there for. An attribute that is \`internal\` is kept for the service itself; one that is \`derived\` is not stored but worked out when it is answered, and
may be taken when it is given. An action with \`behaviour: true\` is carried out by the behaviour, which says what is answered. Of an object that is \`virtual\` nothing is
stored at all; \`verbs\` says what is served of any object. Conditions and policies see what is stored, so they cannot name what is derived.`,
    example: `file_version: "2.0"
info: { name: meters, version: "1.0" }
objects:
  Meter:
    api: { name: meter, verbs: [create, list, get, delete] }
    attributes:
      project_id: { type: string, maxLength: 255, required: true }
      seen_at: { type: datetime, internal: true }
      value: { type: number, derived: true, readOnly: true, description: What it shows now }
    actions:
      reset: { method: PUT, behaviour: true, description: Sets it to zero }
      history: { method: GET, behaviour: true, description: What it showed before }
  Total:
    api: { name: total, virtual: true, verbs: [list, get] }
    attributes:
      project_id: { type: string, maxLength: 255, primary: true }
      value: { type: number, readOnly: true }
`,
  },
  {
    title: 'Dialects and extensions',
    text: `A service may be served a second time in the manners of another API, its *dialect*, below a path of its own. \`path\` and \`bare\` of an object's \`api\` say how it stands
there. Clients of that API ask for the *extensions* that are there, by their aliases; objects, attributes and actions say to which one they belong. A name of an
attribute may hold one colon, as those of OpenStack's extensions do; in an expression it is written \`this['binding:host_id']\`. Names of policies in a policy file are those of
OpenStack: \`create_port\`, \`get_port\` (for lists too), \`update_port:binding:host_id\`, \`update_port:fixed_ips:ip_address\`, \`move_port\` for an action.`,
    definitions: [
      { name: 'file.dialect', title: 'A dialect' },
      { name: 'extension', title: 'An extension' },
    ],
    example: `file_version: "2.0"
info: { name: plugs, version: "1.0" }
dialect: { name: openstack, path: /wall/v2 }
extensions:
  binding: { title: Bindings, description: Where a plug is, updated: "2014-02-03T10:00:00-00:00" }
objects:
  Plug:
    api: { name: plug, path: wall/plugs }
    attributes:
      project_id: { type: string, maxLength: 255, required: true }
      "binding:host_id": { type: string, maxLength: 255, default: "", extension: binding }
    rules:
      - expression: "this['binding:host_id'] != 'nowhere'"
        message: Name the host, or give an empty text
        attribute: "binding:host_id"
    actions:
      move: { method: PUT, behaviour: true, extension: binding, input: { host: { type: string, maxLength: 255, required: true } } }
`,
  },
  {
    title: 'Models of Gluon',
    text: `Files with \`file_version: "1.0"\` are models of OpenStack Gluon and are read unchanged, with the number 1.0 and without. What Gluon's server did without being told
is added: \`created_at\` and \`updated_at\` on every object, a \`uuid\` as key where none is declared, texts of at most 255 characters where no length is given, empty texts taken as null for uuids
and formats, the binding of what extends BasePort and its default interface. A service in either language may import files in the other.`,
    definitions: [
      { name: 'gluonFile', title: 'A file of Gluon' },
      { name: 'gluonObject', title: 'An object of Gluon' },
      { name: 'gluonAttribute', title: 'An attribute of Gluon' },
    ],
    example: `file_version: "1.0"
info:
  name: phones
  version: 1.0
objects:
  Phone:
    api:
      name: phone
    attributes:
      number:
        type: string
        length: 20
        primary: True
      address:
        type: string
        format: ipv4
    policies:
      create:
        role: "rule:admin"
      delete:
        role: "rule:admin"
      list:
        role: "rule:admin"
      get:
        role: "rule:admin"
      update:
        role: "rule:admin"
`,
  },
]
