import {Text} from 'ink';
import {hintsFor} from '../../commands/hints.ts';
import {inWidth, widthOf} from '../../domain/text.ts';
import type {State} from '../../store/state.ts';
import {noteProps, noteWords} from '../theme.ts';

const freshMs = 15_000;

/** The newest result, while it is fresh or an error, and how many there are to read. */
const MessageLine = ({state, width}: {readonly state: State; readonly width: number}) => {
	const note = state.notes.at(-1);
	if (note === undefined) {
		return <Text> </Text>;
	}

	const isShown = note.tone === 'error' || state.nowMs - note.atMs < freshMs;
	const count = `${state.notes.length} ${state.notes.length === 1 ? 'note' : 'notes'}: N `;
	const word = isShown ? ` ${noteWords[note.tone]}  ` : ' ';
	return (
		<Text wrap="truncate">
			<Text {...noteProps(note.tone)}>{word}</Text>
			{inWidth(isShown ? note.text : '', Math.max(0, width - widthOf(word) - count.length - 1))} <Text dimColor>{count}</Text>
		</Text>
	);
};

/** The hints that fit into a width, most wanted first. */
const fittingHints = (state: State, width: number): readonly {readonly key: string; readonly word: string}[] => {
	const shown: {readonly key: string; readonly word: string}[] = [];
	let used = 1;
	for (const hint of hintsFor(state)) {
		used += hint.key.length + hint.word.length + 3;
		if (used > width) {
			break;
		}

		shown.push(hint);
	}

	return shown;
};

const HintLine = ({state, width}: {readonly state: State; readonly width: number}) => (
	<Text wrap="truncate">
		{' '}
		{fittingHints(state, width).map(({key, word}) => (
			<Text key={key}>
				<Text bold>{key}</Text>
				<Text dimColor>{` ${word}  `}</Text>
			</Text>
		))}
	</Text>
);

/** The two lines below everything: what happened, and what the keys do. */
export const Footer = (props: {readonly state: State; readonly width: number}) => (
	<>
		<MessageLine {...props} />
		<HintLine {...props} />
	</>
);
