/** What a client needs of the types: reading values from text. It loads nothing but the types, so that a command line starts fast. */
export { parseText } from './type.ts'
