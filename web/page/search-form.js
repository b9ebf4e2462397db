const DAYS_AHEAD = 30;

/** Which field a fault belongs to, by the JSON pointer into the request. */
const FIELDS = {
  '/slices/0/origin': 'origin',
  '/slices/0/destination': 'destination',
  '/slices/0/departure_date': 'departure',
  '/slices/1/origin': 'destination',
  '/slices/1/destination': 'origin',
  '/slices/1/departure_date': 'return',
  '/passengers': 'adults',
  '/passengers/adults': 'adults',
  '/cabin': 'cabin',
};

/** `YYYY-MM-DD` where the traveller is. */
const localDate = (daysAhead) => {
  const day = new Date();
  day.setDate(day.getDate() + daysAhead);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
};

export const setDates = (form) => {
  const { departure, return: back } = form.elements;
  departure.min = localDate(0);
  back.min = localDate(0);
  if (departure.value === '') departure.value = localDate(DAYS_AHEAD);
};

export const readForm = (form) => {
  const value = (name) => form.elements[name].value.trim();
  const origin = value('origin').toUpperCase();
  const destination = value('destination').toUpperCase();
  const slices = [{ origin, destination, departure_date: value('departure') }];
  if (value('return') !== '') {
    slices.push({ origin: destination, destination: origin, departure_date: value('return') });
  }
  return { slices, passengers: { adults: Number(value('adults')) }, cabin: value('cabin') };
};

/** Shows what a search that was opened by its address had been asked. */
export const fillForm = (form, { slices = [], passengers = {}, cabin }) => {
  const [there, back] = slices;
  const values = {
    origin: there?.origin,
    destination: there?.destination,
    departure: there?.departure_date,
    return: back?.departure_date ?? '',
    adults: passengers.adults,
    cabin,
  };
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) form.elements[name].value = String(value);
  }
};

/** Faults beside their fields, what belongs to none below the form. Undefined clears all of it. */
export const showProblem = (form, problem) => {
  const faults = new Map();
  const others = [];
  for (const { pointer, parameter, message } of problem?.errors ?? []) {
    const name = FIELDS[(pointer ?? '').replace(/^#/, '')];
    if (name === undefined) others.push([pointer ?? parameter, message].filter(Boolean).join(': '));
    // Both ways of a return trip may be wrong in the same way.
    else faults.set(name, (faults.get(name) ?? new Set()).add(message));
  }
  for (const name of new Set(Object.values(FIELDS))) {
    form.elements[name].setAttribute('aria-invalid', String(faults.has(name)));
    document.getElementById(`${name}-fault`).textContent = [...(faults.get(name) ?? [])].join(' ');
  }
  const general = problem === undefined || faults.size > 0 ? [] : [problem.detail ?? problem.title];
  document.getElementById('form-fault').textContent = [...general, ...others].join(' ');
  const [first] = faults.keys();
  if (first !== undefined) form.elements[first].focus();
};
