import {Text} from 'ink';
import {hintsFor} from '../../commands/hints.ts';
import {inWidth, widthOf} from '../../domain/text.ts';
import {selectFilter} from '../../store/filters.ts';
import type {State} from '../../store/state.ts';
import {selectToast} from '../../store/toast.ts';
import {noteProps, noteWords} from '../theme.ts';
import {type Source, useShown} from '../use-selector.ts';
import {typedProblem} from './filter-line.ts';

type Props = {readonly source: Source; readonly width: number};

const messageIn = (state: State) => ({length: state.notes.length, problem: typedProblem(selectFilter(state)), toast: selectToast(state)});

/** The newest result while it is fresh, and how many there are to read, or that there is more of it to read. */
const MessageLine = ({source, width}: Props) => {
	const {length, problem, toast} = useShown(source, messageIn);
	if (problem !== undefined) {
		return (
			<Text wrap="truncate" {...noteProps('error')}>
				{inWidth(` ${problem}`, width)}
			</Text>
		);
	}

	if (length === 0) {
		return <Text> </Text>;
	}

	const count = `${length} ${length === 1 ? 'note' : 'notes'}: N `;
	if (toast === undefined) {
		return (
			<Text wrap="truncate" dimColor>
				{inWidth(count, width, 'right')}
			</Text>
		);
	}

	const word = ` ${noteWords[toast.tone]}  `;
	const room = width - widthOf(word) - 1;
	const isCut = widthOf(toast.text) > room - count.length;
	const hint = isCut ? 'N: all of it ' : count;
	return (
		<Text wrap="truncate">
			<Text {...noteProps(toast.tone)}>{word}</Text>
			{inWidth(toast.text, Math.max(0, room - hint.length))} <Text dimColor>{hint}</Text>
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

const HintLine = ({source, width}: Props) => (
	<Text wrap="truncate">
		{' '}
		{useShown(source, state => fittingHints(state, width)).map(({key, word}) => (
			<Text key={key}>
				<Text bold>{key}</Text>
				<Text dimColor>{` ${word}  `}</Text>
			</Text>
		))}
	</Text>
);

/** The two lines below everything: what happened, and what the keys do. */
export const Footer = (props: Props) => (
	<>
		<MessageLine {...props} />
		<HintLine {...props} />
	</>
);
