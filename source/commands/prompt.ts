import type {Command} from './command.ts';
import {commands} from './table.ts';

/** One line that the prompt offers: a command, and the word after it where it takes one. */
export type Offer = {readonly text: string; readonly title: string; readonly command: Command; readonly choice: string | undefined};

const offers: readonly Offer[] = commands
	.filter(command => command.isInPrompt === true)
	.flatMap(command => [
		{text: command.id, title: command.title, command, choice: undefined},
		...(command.choices ?? []).map(choice => ({
			text: `${command.id} ${choice}`,
			title: command.choiceTitle?.(choice) ?? command.title,
			command,
			choice,
		})),
	]);

/** Which offer is picked before an arrow was pressed: the first that the text may become, none while nothing was typed. */
export const firstPicked = (text: string): number => (text.trim() === '' ? -1 : 0);

/** What a typed text may become, itself first where it is whole already. Nothing that only contains it: `t` must not run `start`. Empty text offers every command once. */
export const completionsFor = (text: string): readonly Offer[] => {
	const wanted = text.trim().toLowerCase().replace(/\s+/g, ' ');
	if (wanted === '') {
		return offers.filter(offer => offer.choice === undefined);
	}

	const found = offers.filter(offer => offer.text.startsWith(wanted));
	return [...found.filter(({text: whole}) => whole === wanted), ...found.filter(({text: whole}) => whole !== wanted)];
};
