/** What one part of the server says about being able to serve. */
export interface Check {
  readonly name: string
  readonly ok: boolean
  /** Why not, or what is worth knowing though it works. */
  readonly detail?: string
}
