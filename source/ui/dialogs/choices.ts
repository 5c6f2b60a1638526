import type {Line} from '../../domain/details/line.ts';

/** Some things to pick from, as many as there is room for; the one that is picked is always among them. */
export const choiceLines = (offered: readonly string[], picked: number, room: number): readonly Line[] => {
	const from = Math.max(0, Math.min(picked - room + 1, offered.length - room));
	return offered.slice(from, from + room).map((choice, index) => {
		const isPicked = from + index === picked;
		return [{text: `${isPicked ? '> ' : '  '}${choice}`, isStrong: isPicked}];
	});
};
