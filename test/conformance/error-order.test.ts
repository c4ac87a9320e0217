import { kinds, type OutcomeError } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { compileBundle } from './compile-bundle.ts';
import {
  cannotFail,
  grows,
  type Plant,
  places,
  planted,
  plants,
  type Scenario,
  scenarios,
  together,
} from './planted-errors.ts';

/** The errors of a bundle; none where it composes. */
function errorsOf(line: string): readonly OutcomeError[] {
  const compiled = compileBundle(line);
  return 'errors' in compiled ? compiled.errors : [];
}

const at = ({ place }: Plant): number => places.indexOf(place);
const planting = (scenario: Scenario): readonly Plant[] => plants.filter((plant) => grows(plant, scenario));
const expected = ({ kind, code, message }: Plant) => ({ kind, code, message });

/** Each two plants of different places that can stand together, the earlier one first. */
const pairsIn = (scenario: Scenario): { earlier: Plant; later: Plant }[] =>
  planting(scenario).flatMap((earlier) =>
    planting(scenario)
      .filter((later) => at(earlier) < at(later) && together(earlier, later))
      .map((later) => ({ earlier, later })),
  );

describe.each(scenarios)('errors of a $platform image with $isolation isolation', (scenario) => {
  test('without a plant there are none', () => {
    expect(errorsOf(planted(scenario))).toEqual([]);
  });

  test.each(planting(scenario))('alone: $name', (plant) => {
    expect(errorsOf(planted(scenario, plant))[0]).toMatchObject(expected(plant));
  });

  test.each(pairsIn(scenario))('$earlier.name comes before $later.name', ({ earlier, later }) => {
    expect(errorsOf(planted(scenario, later, earlier))[0]).toMatchObject(expected(earlier));
    expect(errorsOf(planted(scenario, earlier, later))[0]).toMatchObject(expected(earlier));
  });
});

/** Errors that only the other platform knows, planted where they do not belong. */
const foreign = ({ platform, isolation }: Scenario): readonly Plant[] =>
  plants.filter((plant) => {
    const elsewhere = plant.in?.platform !== undefined && plant.in.platform !== platform;
    const late = at(plant) > places.indexOf('platform');
    return elsewhere && late && (plant.in?.isolation ?? isolation) === isolation;
  });

describe.each(scenarios)(
  'errors of the other platform vanish: a $platform image with $isolation isolation',
  (scenario) => {
    test('there are some', () => {
      const where = new Set(foreign(scenario).map(({ place }) => place));
      const windows =
        scenario.isolation === 'process' ? ['root path', 'credential spec', 'devices'] : ['credential spec', 'devices'];
      expect([...where]).toEqual(scenario.platform === 'windows' ? ['capabilities', 'device rules'] : windows);
    });

    test.each(foreign(scenario))('alone, the spec is as without it: $name', (plant) => {
      const { request } = JSON.parse(planted(scenario));
      expect(request).not.toEqual(JSON.parse(planted(scenario, plant)));
      const compiled = compileBundle(planted(scenario, plant));
      expect(compiled).toMatchObject(compileBundle(planted(scenario)));
    });

    const pairs = foreign(scenario).flatMap((stranger) =>
      planting(scenario)
        .filter((own) => together(own, stranger))
        .map((own) => ({ stranger, own })),
    );

    test.each(pairs)('$stranger.name beside $own.name', ({ stranger, own }) => {
      const beside = errorsOf(planted(scenario, stranger, own));
      expect(beside[0]).toMatchObject(expected(own));
      expect(beside.map(({ message }) => message)).not.toContain(stranger.message);
    });
  },
);

describe('the table', () => {
  /** Two places, of which no two plants can stand in one bundle. */
  const apart = (platform: Scenario['platform']): string[] => {
    const met = new Set(
      scenarios
        .filter((scenario) => scenario.platform === platform)
        .flatMap(pairsIn)
        .map(({ earlier, later }) => `${earlier.place}, ${later.place}`),
    );
    const here = places.filter((place) =>
      plants.some((plant) => plant.place === place && (plant.in?.platform ?? platform) === platform),
    );
    return here.flatMap((earlier, index) =>
      here.slice(index + 1).flatMap((later) => (met.has(`${earlier}, ${later}`) ? [] : [`${earlier}, ${later}`])),
    );
  };

  test.each([
    {
      platform: 'windows',
      pairs: [
        // A container that is not known has neither a layer nor a base filesystem to miss,
        'container, mount for links',
        'container, root path',
        // an image that is not there neither layers nor an OS,
        'image, layer folders',
        'image, platform',
        'image, root path',
        // and the first needs Hyper-V isolation, the second process isolation.
        'mount for links, root path',
      ],
    },
    {
      platform: 'linux',
      pairs: ['container, mount for links', 'image, layer folders', 'image, platform'],
    },
  ] as const)(
    'plants each pair of places of a $platform image but those that exclude each other',
    ({ platform, pairs }) => {
      expect(apart(platform)).toEqual(pairs);
    },
  );

  test('has a plant at each place, and one of each kind that can fail', () => {
    expect(new Set(plants.map(({ place }) => place))).toEqual(new Set(places));
    expect(new Set(plants.map(({ kind }) => kind))).toEqual(
      new Set(kinds.filter((kind) => !cannotFail.includes(kind))),
    );
  });
});
