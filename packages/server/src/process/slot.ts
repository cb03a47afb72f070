/** Something that one part makes when it starts and later parts use. */
export interface Slot<T> {
  get(): T
  set(value: T): void
}

export function slot<T>(name: string): Slot<T> {
  let held: { readonly value: T } | undefined
  return {
    get() {
      if (!held) throw new Error(`"${name}" is not there yet: a part that uses it needs the one that makes it`)
      return held.value
    },
    set(value) {
      held = { value }
    },
  }
}
