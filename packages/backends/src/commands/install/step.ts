/** What an installation does, as values: the same list is carried out, shown by a dry run, and undone. */
export type Step =
  | {
      readonly what: 'file'
      readonly path: string
      readonly mode: number
      readonly text: string
      readonly secret?: boolean
    }
  /** Is removed; nothing happens where it is not. */
  | { readonly what: 'gone'; readonly path: string }
  | { readonly what: 'folder'; readonly path: string; readonly mode: number }
  | {
      readonly what: 'run'
      readonly command: readonly string[]
      /** What to do when it fails. */
      readonly next: string
      /** It fails where there is nothing to undo, which is no fault. */
      readonly mayFail?: boolean
    }

/** Words of a command as a shell would take them. */
export const commandText = (command: readonly string[]): string =>
  command.map(word => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ')
