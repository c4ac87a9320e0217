import type { CompletedOption, Screen } from './screens.ts';

/** A script that completes commands, options and their values in fish. */
export const fishScript = (
  screens: readonly Screen[],
): string => `# Completion of specline. Written by \`specline completion fish\`.
function __specline_at
    set -l at ''
    for word in (commandline -opc)[2..]
        switch "$at $word"
            case ${screens
              .map(({ path }) => path)
              .filter((path) => path !== '')
              .map(quoted)
              .join(' ')}
                set at "$at $word"
        end
    end
    test "$at" = "$argv[1]"
end
${screens.flatMap(linesOf).join('\n')}
`;

function linesOf({ path, commands, values, options }: Screen): string[] {
  const line = `complete -c specline -n ${quoted(`__specline_at ${quoted(path)}`)}`;
  return [
    ...commands.map(({ word, description }) => `${line} -f -a ${word} -d ${quoted(description)}`),
    ...values.map((value) => `${line} -f -a ${value}`),
    ...options.map((option) => `${line} ${optionPart(option)}`),
  ];
}

function optionPart({ long, short, description, takesValue, choices }: CompletedOption): string {
  const value = choices === undefined ? ' -r' : ` -x -a ${quoted(choices.join(' '))}`;
  return `-l ${long}${short === undefined ? '' : ` -s ${short}`}${takesValue ? value : ''} -d ${quoted(description)}`;
}

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
