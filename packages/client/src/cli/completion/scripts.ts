/**
 * The scripts know nothing but how to ask `baryon __complete`, whose answer is one candidate a line (with a tab and its
 * description), or the line `:files` where a file is wanted.
 */
const bash = `# bash completion of baryon
_baryon() {
  local line=\${COMP_LINE:0:COMP_POINT} value description
  local -a words
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=("")
  # bash replaces only what stands behind the last : or = of the word
  local current=\${words[\${#words[@]}-1]}
  local kept=\${current%"\${current##*[:=]}"}
  COMPREPLY=()
  while IFS=$'\\t' read -r value description; do
    if [[ $value == :files ]]; then
      compopt -o filenames 2>/dev/null
      COMPREPLY+=($(compgen -f -- "\${current#"$kept"}"))
    else
      printf -v value %q "$value"
      COMPREPLY+=("\${value#"$kept"}")
    fi
  done < <("\${COMP_WORDS[0]}" __complete -- "\${words[@]:1}" 2>/dev/null)
}
complete -F _baryon baryon
`

const zsh = `#compdef baryon
# zsh completion of baryon
_baryon() {
  local line value
  local -a candidates
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      _files
    else
      value=\${line%%$'\\t'*}
      candidates+=("\${value//:/\\\\:}:\${line#*$'\\t'}")
    fi
  done < <("\${words[1]}" __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( \${#candidates} )) && _describe -V baryon candidates
}
compdef _baryon baryon
`

const fish = `# fish completion of baryon
function __baryon_complete
  set -l words (commandline -opc) (commandline -ct)
  for line in ($words[1] __complete -- $words[2..-1] 2>/dev/null)
    if test "$line" = ':files'
      __fish_complete_path (commandline -ct)
    else
      echo $line
    end
  end
end
complete -c baryon -f -k -a '(__baryon_complete)'
`

export const scripts = { bash, zsh, fish } as const
export type Shell = keyof typeof scripts
