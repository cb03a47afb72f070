import type { FaultRow } from '@baryon/kit'

/** The rows of one error table or more, by code. */
export type ErrorRows = Readonly<Record<string, FaultRow>>

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, one => escapes[one] ?? one)

const section = (code: string, row: FaultRow) => `<section id="${escapeHtml(code)}">
<h2><a href="#${escapeHtml(code)}">${escapeHtml(code)}</a></h2>
<p>${escapeHtml(row.message)}</p>
<dl>
<dt>Status</dt><dd>${row.status}</dd>
<dt>Cause</dt><dd>${escapeHtml(row.cause)}</dd>
<dt>Next</dt><dd>${escapeHtml(row.next)}</dd>
<dt>Retry</dt><dd>${row.retry ? 'the same request may succeed later' : 'not without a change'}</dd>
</dl>
</section>`

/** Where the `type` of a problem leads to: every code with an anchor of its name. Words in braces are filled in. */
export function errorsPage(rows: ErrorRows): string {
  const sections = Object.entries(rows)
    .filter(([, row]) => row.status > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, row]) => section(code, row))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Baryon: errors</title>
<link rel="stylesheet" href="/docs/errors.css">
</head>
<body>
<h1>Errors</h1>
<p>Every refusal has one of these codes, its cause, and what to do next.</p>
${sections.join('\n')}
</body>
</html>
`
}

export const errorsStyle = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
h2 { font-size: 1.1rem; margin: 2rem 0 0 }
h2 a { color: inherit; text-decoration: none }
p { margin: 0.3rem 0 }
dl { display: grid; grid-template-columns: 5rem 1fr; margin: 0.3rem 0 }
dt { opacity: 0.7 }
dd { margin: 0 }
section:target h2 { text-decoration: underline }
`
