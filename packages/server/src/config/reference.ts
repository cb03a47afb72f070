import { keyOfSetting, type Setting, type SettingName, settingNames, settings, variableOf } from './settings.ts'

const section = (name: SettingName) => {
  const setting: Setting<unknown> = settings[name]
  const key = keyOfSetting(name)
  return `## ${key}

${setting.meaning}.

| | |
|---|---|
| flag | \`--${key}\` |
| environment | \`${variableOf(name)}\` |
| in the file | \`${key}\` |
| value | ${setting.bound} |
| default | ${setting.default === undefined ? 'unset' : setting.default === '' ? 'empty' : `\`${setting.default}\``} |
| why | ${setting.reason} |
`
}

/** The page `docs/reference/configuration.md`. */
export const configurationPage = (): string => `# Configuration

A setting is taken from the first of these that has it: a flag of \`baryon start\`, the environment, the configuration file, its default. The file is YAML with
one \`name: value\` a line. It is the one named by \`--config FILE\` or \`BARYON_CONFIG\`, else \`baryon.yaml\` where the server starts, if it is there. Relative
paths in the file are relative to the file, all others to where the server starts. An unknown name is refused. \`baryon config\` prints what is in effect,
where each value came from, and what it means.

\`\`\`yaml
listen: 127.0.0.1:9696
data: ./data
auth: tokens:tokens.yaml
models: [./models]
\`\`\`

${settingNames.map(section).join('\n')}`
