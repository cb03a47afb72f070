import { Argument, type Command } from 'commander'
import type { BuiltinContext } from '../builtins.ts'
import { type Shell, scripts } from '../completion/scripts.ts'
import { newCommand } from './new-command.ts'

const explanation = `To switch it on:
  bash   echo 'source <(baryon completion bash)' >> ~/.bashrc
  zsh    echo 'source <(baryon completion zsh)' >> ~/.zshrc        (after compinit)
  fish   baryon completion fish > ~/.config/fish/completions/baryon.fish

Nouns and options come from the models of the server, ids and names from the server itself.
`

export function completionCommand({ io }: BuiltinContext): Command {
  return newCommand('completion', 'Print the completion script of a shell')
    .addArgument(new Argument('<shell>').choices(Object.keys(scripts)))
    .addHelpText('after', `\n${explanation}`)
    .action((shell: Shell) => void io.stdout.write(scripts[shell]))
}
