import type { Scaffold } from './files.ts'

export const readmeFile = ({ name, title }: Scaffold): string => `# ${title}

| file              | what                                                            |
| ----------------- | --------------------------------------------------------------- |
| \`model.yaml\`      | the model: change it, and the API, tables, commands and docs follow |
| \`example.json\`    | objects to try it with, for \`POST /v1/changes\`                  |
| \`example.test.ts\` | checks the model, serves it and applies the example             |

Below, \`…/${name}\` is this folder, and the commands are run in the folder of Baryon.

Check it, and read what follows from it:

    npx baryon model check …/${name}
    npx baryon model docs …/${name}

Serve it (with the shipped services), and try it from a second terminal:

    BARYON_MODELS=…/${name} npm start
    curl -sS -H 'content-type: application/json' -d @…/${name}/example.json http://127.0.0.1:9696/v1/changes
    npx baryon ${name} pool list
    npx baryon ${name} member list

Test it:

    npx node --test …/${name}/example.test.ts
`
