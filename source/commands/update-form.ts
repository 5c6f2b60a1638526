import {imageOf, imageProblem} from '../domain/image.ts';
import type {Machine} from '../domain/machine.ts';
import type {Form} from '../store/forms.ts';
import {targetOf} from './outcomes.ts';

/** Which images machines have, and how many have each, the most used first. */
const imagesOf = (machines: readonly Machine[]): readonly (readonly [image: string, count: number])[] =>
	[...Map.groupBy(machines, machine => imageOf(machine) ?? '?')]
		.map(([image, {length}]) => [image, length] as const)
		.toSorted(([, first], [, second]) => second - first);

/** The form for another image, with that of the machine under the cursor to begin with. */
export const updateForm = (machines: readonly Machine[], cursorId: string | undefined): Form => {
	const first = machines.find(({id}) => id === cursorId) ?? machines[0];
	const images = imagesOf(machines);
	const what = machines.length === 1 ? first?.name || first?.id : `${machines.length} machines`;
	return {
		purpose: {kind: 'update', targets: machines.map(targetOf)},
		title: `update ${what}`,
		howToSend: 'enter goes on: it shows what would change, and asks.',
		about: [
			...(machines.length === 1 ? [] : [`Now ${images.map(([image, count]) => `${image} (${count})`).join(', ')}.`]),
			'Only the image changes: all else of the config stays as it is.',
		],
		fields: [{name: 'image', label: 'image', hint: imageProblem('') ?? '', text: (first === undefined ? undefined : imageOf(first)) ?? ''}],
		focus: 0,
	};
};
