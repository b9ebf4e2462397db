import { CABINS } from '../../../domain/flights/criteria/criteria.ts';
import type { SegmentFound } from '../../../domain/flights/offers/offer-found.ts';
import type { DuffelSegment } from '../../wire/duffel.ts';
import { durationMinutes } from './duration-minutes.ts';

export const segmentFound = (segment: DuffelSegment): SegmentFound => {
  const minutes = segment.duration === undefined ? undefined : durationMinutes(segment.duration);
  const cabin = lowestCabin(segment);
  const { operating_carrier, operating_carrier_flight_number, aircraft } = segment;
  const { origin_terminal, destination_terminal, stops } = segment;
  return {
    origin: segment.origin.iata_code,
    destination: segment.destination.iata_code,
    departing_at: segment.departing_at,
    arriving_at: segment.arriving_at,
    ...(minutes !== undefined && { duration_minutes: minutes }),
    marketing_carrier: segment.marketing_carrier.iata_code,
    flight_number: segment.marketing_carrier_flight_number,
    ...(operating_carrier !== undefined && { operating_carrier: operating_carrier.iata_code }),
    ...(operating_carrier_flight_number !== undefined && {
      operating_flight_number: operating_carrier_flight_number,
    }),
    ...(aircraft !== undefined && { aircraft: aircraft.iata_code }),
    ...(origin_terminal !== undefined && { origin_terminal }),
    ...(destination_terminal !== undefined && { destination_terminal }),
    ...((stops ?? []).length > 0 && { technical_stops: (stops ?? []).map(technicalStop) }),
    ...(cabin !== undefined && { cabin }),
  };
};

const technicalStop = ({
  airport,
  arriving_at,
  departing_at,
}: NonNullable<DuffelSegment['stops']>[number]) => ({
  airport: airport.iata_code,
  ...(arriving_at !== undefined && { arriving_at }),
  ...(departing_at !== undefined && { departing_at }),
});

/** Of a party that is split over cabins, the one that nobody is below. */
const lowestCabin = ({ passengers }: DuffelSegment) =>
  CABINS.find((cabin) => passengers.some(({ cabin_class }) => cabin_class === cabin));
