/** The article that stands before a noun. */
export const article = (noun: string) => (/^[aeiou]/i.test(noun) ? 'an' : 'a')
