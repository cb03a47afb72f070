import type { Scaffold } from './files.ts'

export const readmeFile = ({ name, title, path }: Scaffold): string => `# ${title}

- \`model.yaml\`: the model. Change it, and the API, tables, commands and documentation follow
- \`example.json\`: objects to try it with, for \`POST /v1/changes\`
- \`example.test.ts\`: checks the model, serves it and applies the example

Run the commands in the folder of Baryon. Check the model, and read what follows from it:

\`\`\`sh
npx baryon model check ${path}
npx baryon model docs ${path}
\`\`\`

Serve it together with the shipped services:

\`\`\`sh
BARYON_MODELS=${path} npm start
\`\`\`

Try it from a second terminal:

\`\`\`sh
curl -sS -H 'content-type: application/json' -d @${path}/example.json http://127.0.0.1:9696/v1/changes
npx baryon ${name} pool list
npx baryon ${name} member list
\`\`\`

Test it:

\`\`\`sh
npx node --test ${path}/example.test.ts
\`\`\`
`
