import type { CompletedOption, Screen } from './screens.ts';

/**
 * A script that completes commands, options and their values in bash, and in zsh by its emulation of bash's completion.
 * Where it knows nothing, files are completed. It starts no process, and evaluates nothing that was typed.
 */
export const bashScript = (
  screens: readonly Screen[],
): string => `# Completion of specline. Written by \`specline completion bash\`.
if [ -n "\${ZSH_VERSION-}" ]; then
  type compdef > /dev/null 2>&1 || { autoload -U +X compinit && compinit -u; }
  autoload -U +X bashcompinit && bashcompinit
fi
_specline() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} at='' words='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at \${COMP_WORDS[i]}" in
      ${alternatives(screens.map(({ path }) => path).filter((path) => path !== ''))}) at="$at \${COMP_WORDS[i]}" ;;
    esac
  done
  COMPREPLY=()
  case "$at $prev" in
${screens.flatMap(valueCases).join('\n')}
    *)
      case "$at" in
${screens.map(wordCase).join('\n')}
      esac
      ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _specline specline
`;

const alternatives = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' | ');

const valueCases = ({ path, options }: Screen): string[] =>
  options
    .filter(({ takesValue }) => takesValue)
    .map((option) => {
      const places = flagsOf(option).map((flag) => `${path} ${flag}`);
      return `    ${alternatives(places)}) words='${option.choices?.join(' ') ?? ''}' ;;`;
    });

/** Options only where one is begun: a file or a command is what is mostly wanted. */
function wordCase({ path, commands, values, options }: Screen): string {
  const words = [...commands.map(({ word }) => word), ...values].join(' ');
  const flags = options.flatMap(flagsOf).join(' ');
  return `        '${path}') case "$cur" in -*) words='${flags}' ;; *) words='${words}' ;; esac ;;`;
}

const flagsOf = ({ long, short }: CompletedOption): string[] => [
  `--${long}`,
  ...(short === undefined ? [] : [`-${short}`]),
];
