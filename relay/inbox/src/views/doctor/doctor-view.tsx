import { Stethoscope } from 'lucide'
import { useWords } from '../../app/context.ts'
import { Empty } from '../../parts/empty.tsx'
import { Title } from '../../parts/title.tsx'

/** Why help was offered, or was not. */
export function DoctorView() {
  const { pilot } = useWords()
  return (
    <main class="doctor">
      <Title>{pilot.doctor}</Title>
      <Empty icon={Stethoscope} title={pilot.doctorSoon} />
    </main>
  )
}
