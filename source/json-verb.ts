import {isResourceCommand} from './flags.ts';
import {verbsOf} from './headless/deed-wish.ts';
import {splitWords} from './split-words.ts';

/** The sub-command whose results are to be one JSON document; undefined where they are to be text. The command line may make no sense otherwise. */
export const jsonVerbOf = (argv: readonly string[]): string | undefined => {
	const {positionals, tokens} = splitWords(argv);
	const end = tokens.find(token => token.kind === 'option-terminator')?.index;
	// Not by the tokens: a flag without its value would have taken it for that.
	if (!argv.slice(0, end).some(word => /^--json(?:=|$)/.test(word))) {
		return undefined;
	}

	const [command = 'list', verb = 'list'] = positionals;
	return isResourceCommand(command) && verbsOf(command).includes(verb) ? `${command} ${verb}` : command;
};
